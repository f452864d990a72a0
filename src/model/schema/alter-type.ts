import type { Column, Table } from "../schema.ts";
import { quoteIdentifier, sqlName } from "./identifiers.ts";

/** The statement that gives a column another type; `cast` where PostgreSQL finds no way by itself. */
export function alterType(table: Table, column: Column, type: string, cast = false): string {
  const name = quoteIdentifier(column.name);
  return `ALTER TABLE ${sqlName(table.schema, table.name)} ALTER COLUMN ${name} TYPE ${type}${cast ? ` USING ${name}::${type}` : ""}`;
}
