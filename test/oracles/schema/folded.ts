import type { PGlite } from "@electric-sql/pglite";
import type { Schema, Table } from "../../../src/model/schema.ts";
import { sqlName } from "../../../src/model/schema/identifiers.ts";
import {
  printedCheck,
  printedDefault,
  printedPredicate,
  withoutParentheses,
  type Catalogue,
  type CatalogueTable,
} from "./catalogue.ts";

/**
 * The folded schema in the shape of the catalogue. The database prints the fold's own expressions, so that `'x'` and
 * `'x'::text` compare equal and a wrong column name does not.
 */
export async function foldedCatalogue(database: PGlite, schema: Schema): Promise<Catalogue> {
  const byName = (a: { readonly name: string }, b: { readonly name: string }): number => (a.name < b.name ? -1 : 1);
  const tables: CatalogueTable[] = [];
  for (const table of schema.tables()) tables.push(await foldedTable(database, table));
  return {
    tables: tables.toSorted(byName),
    views: schema
      .views()
      .map((view) => `${view.schema}.${view.name}`)
      .toSorted(),
    enums: schema
      .enums()
      .map((type) => ({ name: `${type.schema}.${type.name}`, values: [...type.values] }))
      .toSorted(byName),
  };
}

async function foldedTable(database: PGlite, table: Table): Promise<CatalogueTable> {
  const name = sqlName(table.schema, table.name);
  const byName = (a: { readonly name: string }, b: { readonly name: string }): number => (a.name < b.name ? -1 : 1);
  const columns: CatalogueTable["columns"][number][] = [];
  for (const column of table.columns) {
    const text =
      column.default === null || column.generated !== null
        ? null
        : await printedDefault(database, column.type, column.default.text);
    columns.push({
      name: column.name,
      type: column.type,
      nullable: column.nullable,
      default: text,
      identity: column.identity,
      generated: column.generated !== null,
      comment: column.comment,
    });
  }
  const checks: CatalogueTable["checks"][number][] = [];
  for (const check of table.checks)
    checks.push({
      name: check.name,
      columns: check.columns,
      expression: (await printedCheck(database, name, check.expression)) ?? check.expression,
      validated: check.validated,
    });
  const indexes: CatalogueTable["indexes"][number][] = [];
  for (const index of table.indexes) {
    indexes.push({
      name: index.name,
      unique: index.unique,
      method: index.method,
      where: index.where === null ? null : await printedPredicate(database, name, index.where),
      valid: index.valid,
      columns: index.columns.map(withoutParentheses),
      include: index.include,
      constraint: index.constraint,
      partOf: index.partOf,
    });
  }
  return {
    name: `${table.schema}.${table.name}`,
    rowLevelSecurity: table.rowLevelSecurity,
    comment: table.comment,
    columns,
    primaryKey: table.primaryKey?.columns ?? null,
    indexes: indexes.toSorted(byName),
    foreignKeys: table.foreignKeys
      .map((key) => ({
        name: key.name,
        columns: key.columns,
        references: `${key.references.schema}.${key.references.table}${JSON.stringify(key.references.columns).replaceAll('","', '", "')}`,
        onDelete: key.onDelete,
        onUpdate: key.onUpdate,
        validated: key.validated,
        deferrable: key.deferrable,
      }))
      .toSorted(byName),
    checks: checks.map((check) => ({ ...check, columns: check.columns })).toSorted(byName),
    partitionOf: table.partitionOf === null ? null : qualified(table.partitionOf),
    inherits: table.inherits.map(qualified),
    policies: table.policies.map((policy) => policy.name).toSorted(),
    triggers: table.triggers.map((trigger) => trigger.name).toSorted(),
  };
}

function qualified(path: string): string {
  return path.includes(".") ? path : `public.${path}`;
}
