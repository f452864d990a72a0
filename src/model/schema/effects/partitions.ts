import type { ChangeOf } from "../../../facts/changes.ts";
import type { FoldedChange, Schema, Table } from "../../schema.ts";
import { targetOf } from "./constraints.ts";
import type { Effect } from "./effect.ts";
import { impliesBound } from "./partition-bound.ts";
import { Touched } from "./touched.ts";

export function attachPartition(folded: FoldedChange<ChangeOf<"attach-partition">>, version: number): Effect {
  const { change, before } = folded;
  const parent = before.table(change.table);
  const partition = before.table(change.partition);
  const touched = new Touched(folded).one(parent, version < 12 ? "ACCESS EXCLUSIVE" : "SHARE UPDATE EXCLUSIVE");
  if (parent === undefined || partition === undefined) return touched.effect();
  const proven = impliesBound(partition, parent, change.bound);
  touched.family(partition, "ACCESS EXCLUSIVE", { scanned: !proven || missesIndex(parent, partition) });
  joining(touched, parent);
  for (const key of parent.foreignKeys)
    touched
      .family(targetOf(before, key.references), "SHARE ROW EXCLUSIVE", { scanned: true })
      .one(partition, "ACCESS EXCLUSIVE", { scanned: true });
  return touched.effect();
}

/** CREATE TABLE … PARTITION OF: the parent is locked against everything until the migration ends. */
export function createPartition(touched: Touched, change: ChangeOf<"create-table">, before: Schema): void {
  const parent = change.partitionOf === null ? undefined : before.table(change.partitionOf.parent);
  if (parent === undefined) return;
  touched.one(parent, "ACCESS EXCLUSIVE");
  joining(touched, parent);
  for (const key of parent.foreignKeys) touched.family(targetOf(before, key.references), "SHARE ROW EXCLUSIVE");
}

/** A default partition must hold no row of the new one: it is locked and read. */
function joining(touched: Touched, parent: Table): void {
  touched.family(defaultPartition(parent), "ACCESS EXCLUSIVE", { scanned: true });
}

export function defaultPartition(parent: Table): Table | undefined {
  return parent.children.find((child) => child.partitionBound === "DEFAULT");
}

/** An index of the parent that the partition has not got is built under the lock. */
function missesIndex(parent: Table, partition: Table): boolean {
  return parent.indexes.some(
    (index) =>
      !partition.indexes.some(
        (own) =>
          own.unique === index.unique &&
          own.method === index.method &&
          String(own.columns) === String(index.columns) &&
          own.where === index.where,
      ),
  );
}

export function detachPartition(folded: FoldedChange<ChangeOf<"detach-partition">>): Effect {
  const { change, before } = folded;
  const parent = before.table(change.table);
  const touched = new Touched(folded)
    .one(parent, change.concurrently ? "SHARE UPDATE EXCLUSIVE" : "ACCESS EXCLUSIVE")
    .family(before.table(change.partition), "ACCESS EXCLUSIVE");
  if (parent === undefined || change.concurrently) return touched.effect();
  touched.family(defaultPartition(parent), "ACCESS EXCLUSIVE");
  for (const key of parent.foreignKeys) touched.family(targetOf(before, key.references), "SHARE ROW EXCLUSIVE");
  return touched.effect();
}
