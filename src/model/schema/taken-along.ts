import type { Change } from "../../facts/changes.ts";
import type { Place } from "../../findings/place.ts";
import type { Schema, Table } from "../schema.ts";
import { columnNames } from "./tokens.ts";

export interface TakenAlong {
  /** `foreign key \`orders_user_id_fkey\` of \`orders\``. */
  readonly what: string;
  readonly at: { readonly at: Place; readonly anchor: string };
}

/**
 * What a drop with CASCADE takes along, besides the object itself and its own parts: the foreign keys of other tables,
 * views, tables and columns of other tables.
 */
export function takenAlong(before: Schema, after: Schema, change: Change): readonly TakenAlong[] {
  const target = "table" in change && change.table !== null ? before.table(change.table) : undefined;
  const found: TakenAlong[] = [];
  const now = new Map(after.tables().map((table) => [table.anchor, table]));
  for (const table of before.tables()) {
    const left = now.get(table.anchor);
    if (left === table || table.anchor === target?.anchor) continue;
    if (left === undefined) {
      if (change.kind !== "drop-object" || change.object !== "schema")
        found.push({ what: `table \`${table.path}\``, at: table });
      continue;
    }
    found.push(...lost(table, left));
  }
  const views = new Set(after.views().map((view) => view.anchor));
  for (const view of before.views()) {
    if (
      views.has(view.anchor) ||
      ("name" in change && typeof change.name !== "string" && change.name?.name === view.name) ||
      ("table" in change && change.table?.name === view.name)
    )
      continue;
    // A view is lost with a column only when its text names it.
    if (change.kind === "drop-column" && !columnNames(view.query).has(change.column)) continue;
    found.push({ what: `${view.materialized ? "materialized view" : "view"} \`${view.path}\``, at: view });
  }
  return found;
}

function lost(before: Table, after: Table): readonly TakenAlong[] {
  const keys = new Set(after.foreignKeys.map((key) => key.name));
  return [
    ...before.columns
      .filter((column) => after.column(column.name) === undefined)
      .map((column) => ({ what: `column \`${column.path}\``, at: column })),
    ...before.foreignKeys
      .filter((key) => !keys.has(key.name))
      .map((key) => ({ what: `foreign key \`${key.name}\` of \`${before.path}\``, at: key })),
  ];
}
