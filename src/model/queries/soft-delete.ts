import type { Column, Table } from "../schema.ts";
import type { TableAccess } from "./access.ts";

/** Columns that mark a row as deleted while it stays: a moment, or a flag. */
const MARK = /^(?:deleted_?at|deleted_?on|is_?deleted|deleted|removed_?at|discarded_?at)$/i;

/** The column by which a table keeps deleted rows; undefined where it has none. */
export function deletionMark(table: Table): Column | undefined {
  return table.columns.find(({ name }) => MARK.test(name));
}

/** Whether an access says anything of the mark: asks for rows that are not deleted, or for those that are. */
export function heedsMark({ conditions, block }: TableAccess, mark: Column): boolean {
  return (
    conditions.some(({ key }) => key === mark.name) ||
    block.columns.some(({ name, use }) => name === mark.name && (use === "filter" || use === "write"))
  );
}
