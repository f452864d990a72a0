import type { ChangeOf } from "../../../facts/changes.ts";
import type { QualifiedName } from "../../../facts/sql-parts.ts";
import type { FoldedChange, Table } from "../../schema.ts";
import { targetOf } from "./constraints.ts";
import type { Effect } from "./effect.ts";
import { lockModeNamed } from "./lock-mode.ts";
import { createPartition, defaultPartition } from "./partitions.ts";
import { Touched } from "./touched.ts";

export function createTable(folded: FoldedChange<ChangeOf<"create-table">>): Effect {
  const { change, before } = folded;
  const touched = new Touched(folded);
  if (before.table(change.table) !== undefined) return touched.effect();
  for (const constraint of [...change.constraints, ...change.columns.flatMap((column) => column.constraints)]) {
    if (constraint.references !== null)
      touched.family(before.table(constraint.references.table), "SHARE ROW EXCLUSIVE");
  }
  for (const parent of change.inherits) touched.one(before.table(parent), "SHARE UPDATE EXCLUSIVE");
  for (const like of change.like) touched.one(before.table(like.table), "ACCESS SHARE");
  createPartition(touched, change, before);
  return touched.effect();
}

/** CREATE TABLE … AS, SELECT INTO and CREATE MATERIALIZED VIEW read what their query names. */
export function createTableAs(folded: FoldedChange<ChangeOf<"create-table-as">>): Effect {
  return reading(folded, folded.change.relations, true);
}

export function createView(folded: FoldedChange<ChangeOf<"create-view">>): Effect {
  return reading(folded, folded.change.relations, false);
}

function reading(folded: FoldedChange, names: readonly QualifiedName[], scanned: boolean): Effect {
  const touched = new Touched(folded);
  for (const name of names) touched.family(folded.before.table(name), "ACCESS SHARE", { scanned });
  return touched.effect();
}

/** REFRESH reads the tables of the view's query; readers of the view wait for it unless it is CONCURRENTLY. */
export function refresh(folded: FoldedChange<ChangeOf<"refresh-materialized-view">>): Effect {
  const { name } = folded.change;
  const made = folded.before.history
    .changes("create-table-as")
    .findLast(({ change }) => change.materialized && change.table.name === name.name);
  return reading(folded, made?.change.relations ?? [], true);
}

/** Dropping a table takes its foreign keys off the other side, and a partition off its parent. */
export function dropTable(folded: FoldedChange<ChangeOf<"drop-table">>): Effect {
  const { change, before } = folded;
  const touched = new Touched(folded);
  const table = before.table(change.table);
  if (table !== undefined) dropped(touched, table, folded, change.cascade);
  return touched.effect();
}

function dropped(touched: Touched, table: Table, folded: FoldedChange, cascade: boolean): void {
  const { before } = folded;
  touched.one(table, "ACCESS EXCLUSIVE");
  for (const key of table.foreignKeys) touched.one(targetOf(before, key.references), "ACCESS EXCLUSIVE");
  if (cascade) for (const key of table.referencedBy) touched.one(key.table, "ACCESS EXCLUSIVE");
  const parent = table.partitionOf === null ? undefined : before.table(table.partitionOf);
  if (parent !== undefined) touched.one(parent, "ACCESS EXCLUSIVE").one(defaultPartition(parent), "ACCESS EXCLUSIVE");
  for (const child of table.children)
    if (child.partitionOf !== null || cascade) dropped(touched, child, folded, cascade);
}

export function truncate(folded: FoldedChange<ChangeOf<"truncate">>): Effect {
  const { change, before } = folded;
  const touched = new Touched(folded);
  const seen = new Set<string>();
  const empty = (table: Table | undefined): void => {
    if (table === undefined || seen.has(table.path)) return;
    seen.add(table.path);
    touched.family(table, "ACCESS EXCLUSIVE", { emptied: true });
    if (change.cascade) for (const key of table.referencedBy) empty(key.table);
  };
  for (const name of change.tables) empty(before.table(name));
  return touched.effect();
}

export function lockTable(folded: FoldedChange<ChangeOf<"lock-table">>): Effect {
  const touched = new Touched(folded);
  for (const name of folded.change.tables) touched.family(folded.before.table(name), lockModeNamed(folded.change.mode));
  return touched.effect();
}

/** INHERIT keeps the parent from changing shape while it goes on. */
export function inherit(folded: FoldedChange<ChangeOf<"inherit">>): Effect {
  const { change, before } = folded;
  return new Touched(folded)
    .family(before.table(change.table), "ACCESS EXCLUSIVE")
    .one(before.table(change.parent), change.remove ? "ACCESS SHARE" : "SHARE UPDATE EXCLUSIVE")
    .effect();
}

/** Dropping a column that a foreign key has or leads to takes that key off the other table. */
export function dropColumn(folded: FoldedChange<ChangeOf<"drop-column">>): Effect {
  const { change, before } = folded;
  const table = before.table(change.table);
  const touched = new Touched(folded).family(table, "ACCESS EXCLUSIVE");
  for (const key of table?.foreignKeys ?? [])
    if (key.columns.includes(change.column)) touched.family(targetOf(before, key.references), "ACCESS EXCLUSIVE");
  for (const key of table?.referencedBy ?? [])
    if (change.cascade && key.references.columns.includes(change.column)) touched.family(key.table, "ACCESS EXCLUSIVE");
  return touched.effect();
}
