import type { Index } from "../schema.ts";
import { canonicalExpression } from "./canonical-expression.ts";
import { quoteIdentifier } from "./identifiers.ts";
import type { IndexRecord } from "./records.ts";
import type { SchemaAt } from "./schema-at.ts";

/** What an index asks of the table or view it stands on. */
interface IndexedTable {
  readonly name: string;
  columnName(id: number): string;
  column(name: string): { readonly type: string } | undefined;
}

/** An index as rules see it: its keys with the names their columns have at that version. */
export function indexAt(schema: SchemaAt, record: IndexRecord, table: IndexedTable, constraint: string | null): Index {
  const columnName = (id: number): string => table.columnName(id);
  const keys = record.keys.map((key) => ({
    ...key,
    column: key.column === null ? null : columnName(key.column),
  }));
  const parent = record.parent === null ? undefined : schema.catalogue.relations.at(record.parent, schema.version);
  return {
    at: record.at,
    within: record.within,
    anchor: `sql:${record.schema}.${table.name}#index ${record.name}`,
    name: record.name,
    schema: record.schema,
    table: table.name,
    keys,
    columns: keys.map(
      (key) => key.column ?? canonicalExpression(key.expression ?? "", (column) => table.column(column)?.type),
    ),
    include: record.include.map(columnName),
    unique: record.unique,
    primary: record.primary,
    method: record.method,
    where: record.where,
    nullsNotDistinct: record.nullsNotDistinct,
    valid: record.valid,
    constraint,
    partOf: parent?.name ?? null,
  };
}

/**
 * Whether an index serves look-ups of these columns together, as a foreign key's checks make them: a valid btree (or, of one column, a hash) that
 * begins with them in any order, and misses no row that has a value in them.
 */
export function servesColumns(index: Index, columns: readonly string[]): boolean {
  if (!index.valid) return false;
  if (index.method === "hash" ? columns.length !== 1 : index.method !== "btree") return false;
  const leading = index.keys.slice(0, columns.length).map((key) => key.column);
  if (!columns.every((column) => leading.includes(column))) return false;
  return index.where === null || onlySkipsNulls(index.where, columns);
}

/** `WHERE a IS NOT NULL [AND b IS NOT NULL]` over the columns themselves: a row with a null in them refers to nothing. */
function onlySkipsNulls(where: string, columns: readonly string[]): boolean {
  const allowed = columns.flatMap((column) => [
    column.toLowerCase(),
    quoteIdentifier(column).toLowerCase(),
    `"${column}"`.toLowerCase(),
  ]);
  const terms = where
    .replaceAll(/[()]/g, " ")
    .trim()
    .split(/\s+and\s+/i);
  return terms.every((term) => {
    const match = /^(?:"?[\w$]+"?\.)?(\S+)\s+is\s+not\s+null$/i.exec(term.trim());
    return match !== null && allowed.includes((match[1] as string).toLowerCase());
  });
}
