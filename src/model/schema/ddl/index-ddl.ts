import { quoteIdentifier } from "../identifiers.ts";
import type { IndexRecord, KeyRecord } from "../records.ts";
import { tokens } from "../tokens.ts";
import { dottedName, listOf, nameOf } from "./names.ts";

interface Owner {
  readonly schema: string;
  readonly name: string;
}

/** CREATE INDEX on a table or a materialized view; `only` keeps it from the partitions. */
export function indexStatement(
  owner: Owner,
  index: IndexRecord,
  columnName: (id: number) => string,
  only = false,
): string {
  const keys = index.keys.map((key) => keyText(key, columnName)).join(", ");
  const included = index.includeNames ?? index.include.map(columnName);
  const include = included.length === 0 ? "" : ` INCLUDE (${listOf(included)})`;
  return [
    `CREATE ${index.unique ? "UNIQUE " : ""}INDEX ${quoteIdentifier(index.name)} ON ${only ? "ONLY " : ""}${nameOf(owner)}`,
    `USING ${index.method} (${keys})${include}`,
    ...(index.nullsNotDistinct ? ["NULLS NOT DISTINCT"] : []),
    ...(index.storage === undefined ? [] : [`WITH (${index.storage})`]),
    ...(index.where === null ? [] : [`WHERE ${index.where}`]),
  ].join(" ");
}

function keyText(key: KeyRecord, columnName: (id: number) => string): string {
  return [
    key.column === null ? expressionText(key.expression ?? "") : quoteIdentifier(columnName(key.column)),
    ...(key.collation === undefined ? [] : [`COLLATE ${dottedName(key.collation)}`]),
    ...(key.opclass === null ? [] : [dottedName(key.opclass)]),
    ...(key.descending ? ["DESC"] : []),
    ...(key.nulls === undefined ? [] : [`NULLS ${key.nulls.toUpperCase()}`]),
  ].join(" ");
}

/** A bare name is a column of a materialized view, whose columns are not known. */
function expressionText(expression: string): string {
  const all = tokens(expression);
  return all.length === 1 && all[0]?.kind === "name" ? expression : `(${expression})`;
}
