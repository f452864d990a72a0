import type { Catalogue } from "../catalogue.ts";
import { columnName } from "../column-lookup.ts";
import { quoteIdentifier } from "../identifiers.ts";
import type { ConstraintRecord, IndexRecord, TableRecord } from "../records.ts";
import { columnText } from "./column-ddl.ts";
import { checkText, keyText } from "./constraint-ddl.ts";
import { indexStatement } from "./index-ddl.ts";
import { needsOfExpressions } from "./mentioned.ts";
import { nameOf } from "./names.ts";
import { recordKey, type Piece } from "./piece.ts";
import { typeNeeds } from "./type-ddl.ts";

/**
 * A table as two pieces: itself with its checks and first keys, and the keys and indexes that come after. Partitions and
 * children are tables of their own here, and are attached when all have their indexes.
 */
export function tablePieces(catalogue: Catalogue, table: TableRecord, version: number): readonly Piece[] {
  const keys = keysOf(catalogue, table, version);
  const inlineKeys = inlined(keys);
  const checks = table.constraints.filter((constraint) => constraint.type === "check");
  const firstUnvalidated = checks.findIndex((check) => !check.validated);
  const inlineChecks = firstUnvalidated < 0 ? checks : checks.slice(0, firstUnvalidated);
  const lines = [
    ...table.columns.map((column) => columnText(catalogue, table, column, version)),
    ...inlineKeys.map(({ constraint, index }) => keyText(table, constraint as ConstraintRecord, index)),
    ...inlineChecks.map(checkText),
  ];
  const create = `CREATE ${table.unlogged ? "UNLOGGED " : ""}TABLE ${nameOf(table)} (${lines.length === 0 ? "" : `\n  ${lines.join(",\n  ")}\n`})${partitionBy(table)}`;
  const later = [
    ...checks
      .slice(inlineChecks.length)
      .map((check) => `ALTER TABLE ${nameOf(table)} ADD ${checkText(check)}${check.validated ? "" : " NOT VALID"}`),
    ...keys.slice(inlineKeys.length).flatMap(({ constraint, index }) => {
      if (constraint !== undefined) return [`ALTER TABLE ${nameOf(table)} ADD ${keyText(table, constraint, index)}`];
      return index.valid ? [indexStatement(table, index, (id) => columnName(table, id))] : [];
    }),
  ];
  return [
    {
      provides: [recordKey(table.id), `type:${table.name}`],
      needs: [...tableNeeds(table), ...needsOfExpressions(inlineChecks.map(({ expression }) => expression))],
      statements: [create],
    },
    {
      provides: [`keys${recordKey(table.id)}`],
      needs: [recordKey(table.id), ...needsOfExpressions(later)],
      statements: later,
    },
  ];
}

interface Key {
  readonly index: IndexRecord;
  readonly constraint: ConstraintRecord | undefined;
}

function keysOf(catalogue: Catalogue, table: TableRecord, version: number): readonly Key[] {
  return table.indexes.map((id) => ({
    index: catalogue.relations.at(id, version) as IndexRecord,
    constraint: table.constraints.find((constraint) => constraint.index === id),
  }));
}

/** The keys that can stand in CREATE TABLE without a change of their order; of two over the same columns it would keep one. */
function inlined(keys: readonly Key[]): readonly Key[] {
  const columns = new Set<string>();
  const end = keys.findIndex(({ constraint, index }, at) => {
    const on = index.keys.map((key) => key.column).join();
    const stays =
      (constraint?.type === "unique" || (constraint?.type === "primary key" && at === 0)) && !columns.has(on);
    columns.add(on);
    return !stays;
  });
  return end < 0 ? keys : keys.slice(0, end);
}

function tableNeeds(table: TableRecord): readonly string[] {
  return table.columns.flatMap((column) => [
    ...typeNeeds(column.type),
    ...(column.drawsFrom === null ? [] : [recordKey(column.drawsFrom)]),
    ...needsOfExpressions([column.default?.text, column.generated?.expression]),
  ]);
}

function partitionBy({ partitionBy: by }: TableRecord): string {
  if (by === null) return "";
  const key = by.key ?? by.columns.map((column) => quoteIdentifier(column ?? "")).join(", ");
  return ` PARTITION BY ${by.strategy.toUpperCase()} (${key})`;
}
