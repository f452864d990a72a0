import type { Catalogue } from "../catalogue.ts";
import { columnName } from "../column-lookup.ts";
import { quoteIdentifier, sqlName } from "../identifiers.ts";
import type { ConstraintRecord, IndexRecord, ReferenceRecord, TableRecord } from "../records.ts";
import { listOf, nameOf } from "./names.ts";

/** `CONSTRAINT name CHECK (…)`. */
export function checkText(check: ConstraintRecord): string {
  return `CONSTRAINT ${quoteIdentifier(check.name)} CHECK (${check.expression ?? ""})${check.noInherit ? " NO INHERIT" : ""}`;
}

/** `CONSTRAINT name PRIMARY KEY (…)`, UNIQUE or EXCLUDE. */
export function keyText(table: TableRecord, key: ConstraintRecord, index: IndexRecord): string {
  const start = `CONSTRAINT ${quoteIdentifier(key.name)}`;
  // What follows the method, its deferral too, is kept as one text.
  if (key.type === "exclude") return `${start} EXCLUDE USING ${index.method} ${key.expression ?? ""}`;
  const names = (ids: readonly (number | null)[]): string =>
    listOf(ids.flatMap((id) => (id === null ? [] : [columnName(table, id)])));
  const word =
    key.type === "primary key" ? "PRIMARY KEY" : `UNIQUE${index.nullsNotDistinct ? " NULLS NOT DISTINCT" : ""}`;
  const include = index.include.length === 0 ? "" : ` INCLUDE (${names(index.include)})`;
  return `${start} ${word} (${names(index.keys.map(({ column }) => column))})${include}${deferral(key)}`;
}

/** ALTER TABLE … ADD … FOREIGN KEY. */
export function foreignKeyStatement(
  catalogue: Catalogue,
  table: TableRecord,
  key: ConstraintRecord,
  version: number,
): string {
  const columns = (ids: readonly number[]): string => listOf(ids.map((id) => columnName(table, id)));
  const sets = key.deleteSets.length === 0 ? "" : ` (${columns(key.deleteSets)})`;
  const parts = [
    `ALTER TABLE ${nameOf(table)} ADD CONSTRAINT ${quoteIdentifier(key.name)} FOREIGN KEY (${columns(key.columns)})`,
    `REFERENCES ${target(catalogue, key.references, version)}`,
    ...(key.matchFull ? ["MATCH FULL"] : []),
    ...(key.onDelete === "no action" ? [] : [`ON DELETE ${key.onDelete.toUpperCase()}${sets}`]),
    ...(key.onUpdate === "no action" ? [] : [`ON UPDATE ${key.onUpdate.toUpperCase()}`]),
  ];
  return `${parts.join(" ")}${deferral(key)}${key.validated ? "" : " NOT VALID"}`;
}

function target(catalogue: Catalogue, references: ReferenceRecord | null, version: number): string {
  if (references === null) return "";
  if (references.table === null) {
    const { schema, name } = references.written;
    return `${sqlName(schema ?? "public", name)}${references.columns.length === 0 ? "" : ` (${listOf(references.columns)})`}`;
  }
  const table = catalogue.relations.at(references.table, version) as TableRecord;
  return `${nameOf(table)} (${listOf(references.columns.map((id) => columnName(table, id)))})`;
}

function deferral({ deferrable, initiallyDeferred }: ConstraintRecord): string {
  return `${deferrable ? " DEFERRABLE" : ""}${initiallyDeferred ? " INITIALLY DEFERRED" : ""}`;
}
