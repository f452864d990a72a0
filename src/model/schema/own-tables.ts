import type { Column, Schema, Table } from "../schema.ts";
import { isBookkeeping } from "./bookkeeping.ts";

/**
 * The tables whose design is the project's own and is judged there: a partition has its parent's, a temporary table
 * does not outlive its session, and what a migration tool keeps for itself is not the project's.
 */
export function ownTables(schema: Schema): readonly Table[] {
  return schema.tables().filter((table) => table.partitionOf === null && !table.temporary && !isBookkeeping(table));
}

/** Their columns, each once: what a table inherits is judged at its parent. */
export function ownColumns(schema: Schema): readonly Column[] {
  return ownTables(schema).flatMap((table) => {
    const parents = table.inherits.flatMap((path) => schema.table(path) ?? []);
    return parents.length === 0
      ? table.columns
      : table.columns.filter((column) => !parents.some((parent) => parent.column(column.name) !== undefined));
  });
}
