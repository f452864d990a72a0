import type { ColumnDefinition } from "../../facts/sql-parts.ts";
import type { Applying } from "./applying.ts";
import { columnNamed } from "./column-lookup.ts";
import { addColumnRecord, inheritColumn } from "./columns.ts";
import { addConstraints } from "./constraints.ts";
import type { ColumnRecord } from "./records.ts";

/** `ALTER TABLE … ADD COLUMN`: on every table that inherits too. */
export function addColumn(
  applying: Applying,
  tableId: number,
  definition: ColumnDefinition,
  ifNotExists: boolean,
): void {
  const table = applying.catalogue.table(tableId);
  if (columnNamed(table, definition.name) !== undefined) {
    if (!ifNotExists) applying.exists("column", definition.name);
    return;
  }
  addColumnRecord(applying, tableId, definition);
  const added = columnNamed(applying.catalogue.table(tableId), definition.name) as ColumnRecord;
  for (const child of table.children) inheritColumn(applying, child, added);
  addConstraints(applying, tableId, definition.constraints, definition.at);
}
