import type { Catalogue } from "../catalogue.ts";
import { nextvalText, quoteIdentifier } from "../identifiers.ts";
import type { ColumnRecord, TableRecord } from "../records.ts";
import { dottedName } from "./names.ts";
import { identityClause, isPlainSerial, serialType } from "./sequence-ddl.ts";

/** A column as CREATE TABLE writes it. */
export function columnText(catalogue: Catalogue, table: TableRecord, column: ColumnRecord, version: number): string {
  const name = quoteIdentifier(column.name);
  if (isPlainSerial(catalogue, table, column, version)) return `${name} ${serialType(column)} NOT NULL`;
  // A partition takes the identity of its parent when it is attached, and may have none before.
  const identity = table.partitionOf === null ? identityClause(catalogue, table, column, version) : null;
  return [
    name,
    catalogue.typeText(column.type, version),
    ...(column.collation == null ? [] : [`COLLATE ${dottedName(column.collation)}`]),
    ...(column.generated === null
      ? []
      : [`GENERATED ALWAYS AS (${column.generated.expression}) ${column.generated.stored ? "STORED" : "VIRTUAL"}`]),
    ...(column.default === null || column.generated !== null
      ? []
      : [`DEFAULT ${defaultText(catalogue, column, version)}`]),
    ...(identity === null ? [] : [identity]),
    ...(column.nullable ? [] : ["NOT NULL"]),
  ].join(" ");
}

function defaultText(catalogue: Catalogue, column: ColumnRecord, version: number): string {
  const sequence = column.drawsFrom === null ? undefined : catalogue.relations.at(column.drawsFrom, version);
  return sequence === undefined ? (column.default?.text ?? "NULL") : nextvalText(sequence);
}
