import type { Column, Index, Table } from "../../src/model/schema.ts";
import { withoutModifier } from "../../src/model/schema/comparable-types.ts";
import { quoteIdentifier, sqlName } from "../../src/model/schema/identifiers.ts";
import { ownTables } from "../../src/model/schema/own-tables.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "schema/nullable-unique",
  practice: "data/integrity",
  severity: "warning",
  confidence: "medium",
  preset: "strict",
  since: "0.1.0",
  summary: "no null lets duplicates past a unique key of several columns",
  why: "To a unique constraint two nulls are different values. A key over (email, deleted_at) therefore never stops a second live row of one email: both have null there; and a key over (team_id, name) lets any number of rows of one name in as long as they belong to no team. The constraint looks right, holds for the rows of a test, and lets through just those it was made for.",
  fix: "make the column NOT NULL; or say NULLS NOT DISTINCT (PostgreSQL 15 and later); or add a partial unique index over the rest of the key for the rows where it is null",
  tradeoff:
    "Where no value means that the key does not apply to the row, nulls are meant to be free: a partial index WHERE … IS NOT NULL says so.",
  references: [
    "https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-UNIQUE-CONSTRAINTS",
    "https://www.postgresql.org/docs/current/indexes-unique.html",
  ],
  check({ schema, report }) {
    for (const table of ownTables(schema)) {
      for (const index of table.indexes) {
        const column = index.partOf === null ? escape(table, index) : undefined;
        if (column === undefined) continue;
        const rest = index.columns.filter((name) => name !== column.name).map((name) => `\`${name}\``);
        report({
          at: index,
          message: `unique \`${index.name}\` on \`${table.path}\` lets duplicates in where \`${column.name}\` is null`,
          label: `any number of rows with one ${rest.join(", ")}`,
          related: [{ at: column, label: "may be null" }],
          // A constraint and an index over the same columns are one mistake.
          fold: { by: "cause", key: `${table.anchor}(${index.columns.toSorted().join(",")})` },
          fix: fixOf(table, index, column),
        });
      }
    }
  },
});

/** The nullable column through which duplicates pass that the key was made to stop. */
function escape(table: Table, index: Index): Column | undefined {
  if (!index.unique || index.primary || index.nullsNotDistinct || index.where !== null || index.keys.length < 2)
    return undefined;
  const columns = index.keys.map((key) => (key.column === null ? undefined : table.column(key.column)));
  // With no column that is always set, the key as a whole is optional: (provider, provider_id).
  if (!columns.some((column) => column !== undefined && !column.nullable)) return undefined;
  return columns.find(
    (column, at) =>
      column?.nullable === true && narrows(table, column, columns.slice(at + 1)) && !handled(table, index, column),
  );
}

/**
 * Whether a column says where or until when the others are unique, rather than being the optional name itself: a time of
 * deletion, a reference, or what stands before the name. `(tenant_id, external_id)` with an optional external id is as
 * it should be, and `(external_id, tenant_id)` as well.
 */
function narrows(table: Table, column: Column, following: readonly (Column | undefined)[]): boolean {
  return (
    withoutModifier(column.type).startsWith("timestamp") ||
    refers(table, column) ||
    following.some((other) => other !== undefined && !other.nullable && !refers(table, other))
  );
}

function refers(table: Table, { name }: Column): boolean {
  return table.foreignKeys.some((key) => key.columns.includes(name));
}

/**
 * Another unique index takes care of the rows in which the column is null: it stands over the rest of the key, alone or
 * with a column that takes this one's place (a file belongs to a user or to a team).
 */
function handled(table: Table, index: Index, column: Column): boolean {
  const rest = index.columns.filter((name) => name !== column.name);
  return table.indexes.some((other) => {
    if (other === index || !other.unique || other.columns.includes(column.name)) return false;
    const more = other.columns.filter((name) => !rest.includes(name));
    return more.length === 0 || (more.length === 1 && other.columns.length === index.columns.length);
  });
}

function fixOf(table: Table, index: Index, column: Column): string {
  const rest = index.keys.filter((key) => key.column !== column.name);
  const plain = rest.every((key) => key.column !== null);
  const keys = index.keys.map((key) =>
    key.column === null ? `(${key.expression ?? ""})` : quoteIdentifier(key.column),
  );
  const concurrently = table.partitionBy === null ? "CONCURRENTLY " : "";
  const on = sqlName(table.schema, table.name);
  if (withoutModifier(column.type).startsWith("timestamp") && plain) {
    return `CREATE UNIQUE INDEX ${concurrently}ON ${on} (${rest.map((key) => quoteIdentifier(key.column ?? "")).join(", ")}) WHERE ${quoteIdentifier(column.name)} IS NULL`;
  }
  if (index.constraint === null)
    return `CREATE UNIQUE INDEX ${concurrently}ON ${on} (${keys.join(", ")}) NULLS NOT DISTINCT in its place, on PostgreSQL 15 and later`;
  const name = quoteIdentifier(index.constraint);
  return `ALTER TABLE ${on} DROP CONSTRAINT ${name}, ADD CONSTRAINT ${name} UNIQUE NULLS NOT DISTINCT (${keys.join(", ")}), on PostgreSQL 15 and later`;
}
