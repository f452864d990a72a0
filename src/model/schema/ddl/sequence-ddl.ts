import type { SequenceSettings } from "../../../facts/sql-parts.ts";
import type { Catalogue } from "../catalogue.ts";
import { columnName } from "../column-lookup.ts";
import { objectName } from "../generated-names.ts";
import { quoteIdentifier } from "../identifiers.ts";
import type { ColumnRecord, SequenceRecord, TableRecord } from "../records.ts";
import { countedType } from "../sequences.ts";
import { nameOf } from "./names.ts";
import { recordKey, type Piece } from "./piece.ts";

/**
 * CREATE SEQUENCE for those that no column makes by itself: a `serial` that still has the sequence PostgreSQL gave it, and
 * an identity, bring their own.
 */
export function sequencePieces(catalogue: Catalogue, version: number): readonly Piece[] {
  const made = new Set<number>();
  for (const table of catalogue.relations.valuesAt(version)) {
    if (table.kind !== "table") continue;
    for (const column of table.columns)
      if (column.sequence !== null && (column.identity !== null || isPlainSerial(catalogue, table, column, version)))
        made.add(column.sequence);
  }
  return [...catalogue.relations.valuesAt(version)].flatMap((record) =>
    record.kind !== "sequence" || made.has(record.id)
      ? []
      : [
          {
            provides: [recordKey(record.id)],
            needs: [],
            statements: [`CREATE SEQUENCE ${nameOf(record)}${typeAndSettings(record)}`],
          },
        ],
  );
}

/** `OWNED BY`, for the sequences that {@link sequencePieces} makes. */
export function ownerStatement(catalogue: Catalogue, record: SequenceRecord, version: number): string | null {
  const table = record.ownedBy === null ? undefined : catalogue.relations.at(record.ownedBy.table, version);
  const column = table?.kind === "table" ? columnName(table, record.ownedBy?.column ?? 0) : "";
  if (table === undefined || column === "") return null;
  return `ALTER SEQUENCE ${nameOf(record)} OWNED BY ${nameOf(table)}.${quoteIdentifier(column)}`;
}

/** Whether `serial` alone makes the column and its sequence as they are: name, type, numbers. */
export function isPlainSerial(
  catalogue: Catalogue,
  table: TableRecord,
  column: ColumnRecord,
  version: number,
): boolean {
  const sequence = sequenceOf(catalogue, column, version);
  return (
    column.serial &&
    sequence !== undefined &&
    column.drawsFrom === sequence.id &&
    !column.nullable &&
    column.type.id === null &&
    /^(?:smallint|integer|bigint)$/.test(column.type.text) &&
    sequence.type === column.type.text &&
    sequence.settings === undefined &&
    sequence.schema === table.schema &&
    sequence.name === objectName(table.name, column.name, "seq")
  );
}

/** `GENERATED ALWAYS AS IDENTITY (…)`, with what its sequence has of its own. */
export function identityClause(
  catalogue: Catalogue,
  table: TableRecord,
  column: ColumnRecord,
  version: number,
): string | null {
  if (column.identity === null) return null;
  const sequence = sequenceOf(catalogue, column, version);
  const plain = sequence === undefined || sequence.name === objectName(table.name, column.name, "seq");
  const parts = [
    ...(sequence === undefined || plain ? [] : [`SEQUENCE NAME ${nameOf(sequence)}`]),
    ...(sequence?.settings === undefined ? [] : settingTexts(sequence.settings)),
  ];
  const when = column.identity === "always" ? "ALWAYS" : "BY DEFAULT";
  return `GENERATED ${when} AS IDENTITY${parts.length === 0 ? "" : ` (${parts.join(" ")})`}`;
}

export function serialType(column: ColumnRecord): string {
  const names: Readonly<Record<string, string>> = { smallint: "smallserial", integer: "serial", bigint: "bigserial" };
  return names[countedType(column.type.id === null ? column.type.text : "")] ?? "bigserial";
}

function sequenceOf(catalogue: Catalogue, column: ColumnRecord, version: number): SequenceRecord | undefined {
  const record = column.sequence === null ? undefined : catalogue.relations.at(column.sequence, version);
  return record?.kind === "sequence" ? record : undefined;
}

function typeAndSettings({ type, settings }: SequenceRecord): string {
  return [...(type === "bigint" ? [] : [`AS ${type}`]), ...settingTexts(settings ?? {})]
    .map((part) => ` ${part}`)
    .join("");
}

function settingTexts({ start, increment, minvalue, maxvalue, cache, cycle }: SequenceSettings): readonly string[] {
  return [
    ...(increment === undefined ? [] : [`INCREMENT BY ${increment}`]),
    ...(minvalue === undefined ? [] : [`MINVALUE ${minvalue}`]),
    ...(maxvalue === undefined ? [] : [`MAXVALUE ${maxvalue}`]),
    ...(start === undefined ? [] : [`START WITH ${start}`]),
    ...(cache === undefined ? [] : [`CACHE ${cache}`]),
    ...(cycle === "true" ? ["CYCLE"] : []),
  ];
}
