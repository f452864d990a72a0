import type { Change } from "../../facts/changes.ts";
import type { Schema, Table } from "../schema.ts";

/** The table that a change is about, as it was just before; undefined for what is no table's. */
export function tableNamed(change: Change, before: Schema): Table | undefined {
  if (change.kind === "drop-index" || change.kind === "rename-index") {
    const index = before.index(change.name);
    return index && before.table({ schema: index.schema, name: index.table });
  }
  if (change.kind === "set-schema") return change.object === "table" ? before.table(change.name) : undefined;
  if (change.kind === "comment" && change.object === "table") return before.table(change.name);
  if (!("table" in change) || change.table === null) return undefined;
  return before.table(change.table);
}
