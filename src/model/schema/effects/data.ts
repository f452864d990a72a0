import type { ChangeOf } from "../../../facts/changes.ts";
import type { FoldedChange, Table } from "../../schema.ts";
import { targetOf } from "./constraints.ts";
import type { Effect } from "./effect.ts";
import { Touched } from "./touched.ts";

/** Rows that are written look up the rows their foreign keys lead to. */
export function insert(folded: FoldedChange<ChangeOf<"insert"> | ChangeOf<"copy">>): Effect {
  const { change, before } = folded;
  const table = change.table === null ? undefined : before.table(change.table);
  if (change.kind === "copy" && !change.from)
    return new Touched(folded).family(table, "ACCESS SHARE", { scanned: true }).effect();
  const touched = new Touched(folded).one(table, "ROW EXCLUSIVE");
  const columns = change.kind === "insert" ? change.columns : null;
  return lookUp(touched, table, folded, columns).effect();
}

export function update(folded: FoldedChange<ChangeOf<"update">>): Effect {
  const { change, before } = folded;
  const table = before.table(change.table);
  const touched = lookUp(
    new Touched(folded).family(table, "ROW EXCLUSIVE", { scanned: !change.hasWhere }),
    table,
    folded,
    change.columns,
  );
  for (const key of table?.referencedBy ?? []) {
    if (key.references.columns.some((column) => change.columns.includes(column)))
      touched.one(key.table, follows(key.onUpdate), { scanned: !key.isIndexed() });
  }
  return touched.effect();
}

/** Rows that refer to the ones deleted are looked for, and changed where the key says so. */
export function remove(folded: FoldedChange<ChangeOf<"delete">>): Effect {
  const { change, before } = folded;
  const table = before.table(change.table);
  const touched = new Touched(folded).family(table, "ROW EXCLUSIVE", { scanned: !change.hasWhere });
  for (const key of table?.referencedBy ?? [])
    touched.one(key.table, follows(key.onDelete), { scanned: !key.isIndexed() });
  return touched.effect();
}

function follows(action: string): "ROW SHARE" | "ROW EXCLUSIVE" {
  return action === "no action" || action === "restrict" ? "ROW SHARE" : "ROW EXCLUSIVE";
}

function lookUp(
  touched: Touched,
  table: Table | undefined,
  { before }: FoldedChange,
  columns: readonly string[] | null,
): Touched {
  for (const key of table?.foreignKeys ?? []) {
    if (columns === null || key.columns.some((column) => columns.includes(column)))
      touched.one(targetOf(before, key.references), "ROW SHARE");
  }
  return touched;
}
