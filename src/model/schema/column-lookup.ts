import type { Applying } from "./applying.ts";
import type { ColumnRecord, Origin, TableRecord } from "./records.ts";

export function columnNamed(table: TableRecord, name: string): ColumnRecord | undefined {
  return table.columns.find((column) => column.name === name);
}

export function columnName(table: TableRecord, id: number): string {
  return table.columns.find((column) => column.id === id)?.name ?? "";
}

/**
 * The numbers of the named columns; undefined (and a refusal) when one is missing. A table whose columns could not be
 * told from its query learns them from those who name them.
 */
export function columnIds(applying: Applying, tableId: number, names: readonly string[]): number[] | undefined {
  const ids: number[] = [];
  for (const name of names) {
    let table = applying.catalogue.table(tableId);
    let column = columnNamed(table, name);
    if (column === undefined && !table.columnsKnown) {
      column = blankColumn(table.nextColumn, name, { at: table.at, within: table.within });
      table = { ...table, columns: [...table.columns, column], nextColumn: table.nextColumn + 1 };
      applying.catalogue.put(table);
    }
    if (column === undefined) {
      applying.refuse(`column "${name}" of relation "${table.name}" does not exist`);
      return undefined;
    }
    ids.push(column.id);
  }
  return ids;
}

function blankColumn(id: number, name: string, origin: Origin): ColumnRecord {
  return {
    ...origin,
    id,
    name,
    type: { id: null, text: "unknown" },
    typeAt: origin.at,
    nullable: true,
    default: null,
    identity: null,
    generated: null,
    serial: false,
    sequence: null,
    drawsFrom: null,
    comment: null,
    local: true,
  };
}

/** Changes a column of a table and of all that inherit it. False when there is no such column. */
export function changeColumn(
  applying: Applying,
  tableId: number,
  name: string,
  change: (column: ColumnRecord) => ColumnRecord,
): boolean {
  if (columnIds(applying, tableId, [name]) === undefined) return false;
  const table = applying.catalogue.table(tableId);
  applying.catalogue.put({
    ...table,
    columns: table.columns.map((column) => (column.name === name ? change(column) : column)),
  });
  for (const child of table.children) changeColumn(applying, child, name, change);
  return true;
}
