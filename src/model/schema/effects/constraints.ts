import type { ChangeOf } from "../../../facts/changes.ts";
import type { ConstraintDefinition, QualifiedName } from "../../../facts/sql-parts.ts";
import type { FoldedChange, Schema, Table } from "../../schema.ts";
import { provesNotNull } from "../proves-not-null.ts";
import { isLive, type Effect } from "./effect.ts";
import { Touched } from "./touched.ts";

export function addConstraint(folded: FoldedChange<ChangeOf<"add-constraint">>, version: number): Effect {
  const { change, before } = folded;
  const { constraint } = change;
  const table = before.table(change.table);
  const touched = new Touched(folded);
  if (table === undefined) return touched.effect();
  if (constraint.type === "foreign key") {
    // A table of this step is empty, or filled by it: its rows are few enough to be looked up at once.
    const work = { scanned: constraint.validated && isLive(table, folded) };
    return touched
      .family(table, "SHARE ROW EXCLUSIVE", work)
      .family(before.table(constraint.references?.table ?? change.table), "SHARE ROW EXCLUSIVE", work)
      .effect();
  }
  if (constraint.type === "check")
    return touched.family(table, "ACCESS EXCLUSIVE", { scanned: constraint.validated }).effect();
  if (constraint.type === "not null") {
    return touched
      .family(table, "ACCESS EXCLUSIVE", (member) => ({
        scanned: constraint.validated && constraint.columns.some((column) => mayHoldNulls(member, column, version)),
      }))
      .effect();
  }
  if (constraint.usingIndex === null) {
    // PostgreSQL 15 builds the index of each partition under SHARE, 18 under the parent's lock.
    const below = version >= 18 || constraint.type === "primary key" ? "ACCESS EXCLUSIVE" : "SHARE";
    return touched.family(table, below, { scanned: true }).one(table, "ACCESS EXCLUSIVE").effect();
  }
  const columns = constraint.type === "primary key" ? keyColumns(table, constraint) : [];
  return touched
    .family(table, "ACCESS EXCLUSIVE", { scanned: columns.some((column) => mayHoldNulls(table, column, version)) })
    .effect();
}

function keyColumns(table: Table, { usingIndex }: ConstraintDefinition): readonly string[] {
  return table.indexes.find((index) => index.name === usingIndex)?.keys.flatMap((key) => key.column ?? []) ?? [];
}

/** Whether PostgreSQL has to look for nulls: a validated check that says there are none spares it from version 12 on. */
export function mayHoldNulls(table: Table, column: string, version: number): boolean {
  if (table.column(column)?.nullable === false) return false;
  return version < 12 || provesNotNull(table, column) === undefined;
}

export function setNotNull(folded: FoldedChange<ChangeOf<"set-not-null">>, version: number): Effect {
  const { change, before } = folded;
  return new Touched(folded)
    .family(before.table(change.table), "ACCESS EXCLUSIVE", (member) => ({
      scanned: mayHoldNulls(member, change.column, version),
    }))
    .effect();
}

/** VALIDATE CONSTRAINT reads while others read and write; a referenced table is only looked up in. */
export function validateConstraint(folded: FoldedChange<ChangeOf<"validate-constraint">>): Effect {
  const { change, before } = folded;
  const table = before.table(change.table);
  const touched = new Touched(folded);
  if (table === undefined) return touched.effect();
  const key = table.foreignKeys.find((candidate) => candidate.name === change.name);
  const check = table.checks.find((candidate) => candidate.name === change.name);
  if (key !== undefined) {
    touched.family(table, "SHARE UPDATE EXCLUSIVE", { scanned: !key.validated });
    if (!key.validated) touched.family(targetOf(before, key.references), "ROW SHARE", { scanned: true });
  } else touched.family(table, "SHARE UPDATE EXCLUSIVE", { scanned: check?.validated !== true });
  return touched.effect();
}

/** Dropping a foreign key takes its triggers off both tables, under the strongest lock on each. */
export function dropConstraint(folded: FoldedChange<ChangeOf<"drop-constraint">>): Effect {
  const { change, before } = folded;
  const table = before.table(change.table);
  const touched = new Touched(folded).family(table, "ACCESS EXCLUSIVE");
  const key = table?.foreignKeys.find((candidate) => candidate.name === change.name);
  if (key !== undefined) touched.family(targetOf(before, key.references), "ACCESS EXCLUSIVE");
  const columns = [table?.primaryKey, ...(table?.uniques ?? [])].find(
    (candidate) => candidate?.name === change.name,
  )?.columns;
  if (columns !== undefined && change.cascade) {
    for (const dependent of table?.referencedBy ?? [])
      if (String(dependent.references.columns) === String(columns)) touched.family(dependent.table, "ACCESS EXCLUSIVE");
  }
  return touched.effect();
}

export function targetOf(
  before: Schema,
  references: { readonly schema: string; readonly table: string },
): Table | undefined {
  const name: QualifiedName = { schema: references.schema, name: references.table };
  return before.table(name);
}
