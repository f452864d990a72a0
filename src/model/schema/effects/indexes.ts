import type { ChangeOf } from "../../../facts/changes.ts";
import type { FoldedChange, Index, Schema, Table } from "../../schema.ts";
import type { Effect } from "./effect.ts";
import { Touched } from "./touched.ts";

export function createIndex(folded: FoldedChange<ChangeOf<"create-index">>): Effect {
  const { change, before } = folded;
  const table = before.table(change.table);
  const lock = change.concurrently ? "SHARE UPDATE EXCLUSIVE" : "SHARE";
  const there =
    table !== undefined &&
    change.ifNotExists &&
    change.name !== null &&
    before.index({ schema: table.schema, name: change.name }) !== undefined;
  const touched = new Touched(folded);
  return (
    change.only || there
      ? touched.one(table, lock, { scanned: !there })
      : touched.family(table, lock, { scanned: true })
  ).effect();
}

export function dropIndex(folded: FoldedChange<ChangeOf<"drop-index">>): Effect {
  const { change, before } = folded;
  const index = before.index(change.name);
  return new Touched(folded)
    .family(
      index === undefined ? undefined : tableOf(before, index),
      change.concurrently ? "SHARE UPDATE EXCLUSIVE" : "ACCESS EXCLUSIVE",
    )
    .effect();
}

/** The index itself is locked ACCESS EXCLUSIVE too, which stops every query that would use it. */
export function reindex(folded: FoldedChange<ChangeOf<"reindex">>): Effect {
  const { change, before } = folded;
  const lock = change.concurrently ? "SHARE UPDATE EXCLUSIVE" : "SHARE";
  const touched = new Touched(folded);
  const work = { scanned: true, reindexed: true };
  if (change.target === "index") {
    const index = change.name === null ? undefined : before.index(change.name);
    return touched.one(index === undefined ? undefined : tableOf(before, index), lock, work).effect();
  }
  if (change.target === "table")
    return touched.family(change.name === null ? undefined : before.table(change.name), lock, work).effect();
  for (const table of before.tables())
    if (change.target !== "schema" || table.schema === change.name?.name) touched.one(table, lock, work);
  return touched.effect();
}

export function tableOf(schema: Schema, index: Index): Table | undefined {
  return schema.table({ schema: index.schema, name: index.table });
}
