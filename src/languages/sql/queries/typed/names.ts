import type { Alias, Node, RangeVar } from "libpg-query";
import type { ExprRef, Name, QNameMapped } from "pgsql-ast-parser";
import type { Reading } from "./reading.ts";

export const string = (sval: string): Node => ({ String: { sval } });

/** `a`, `t.a`, `schema.t.a` and `t.*`. */
export function translateReference(reference: ExprRef, { places }: Reading): Node {
  const { table, name } = reference;
  const before = [table?.schema, table?.name].filter((part) => part !== undefined);
  const last: Node = name === "*" ? { A_Star: {} } : string(name);
  const at = places.name(reference, before[0] ?? name);
  return { ColumnRef: { fields: [...before.map(string), last], ...at } };
}

export function translateTable(table: QNameMapped, { places }: Reading): RangeVar {
  const { schema, name, alias, columnNames } = table;
  return {
    ...(schema !== undefined && { schemaname: schema }),
    relname: name,
    ...(alias !== undefined && { alias: translateAlias(alias, columnNames) }),
    ...places.name(table, schema ?? name),
  };
}

export function translateAlias(name: string, columns?: readonly Name[] | null): Alias {
  return { aliasname: name, ...(columns && { colnames: columns.map((column) => string(column.name)) }) };
}
