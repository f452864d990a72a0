import type { Column, History, Schema, Table } from "../../src/model/schema.ts";
import { sameKeyType } from "../../src/model/schema/comparable-types.ts";
import { objectName } from "../../src/model/schema/generated-names.ts";
import { quoteIdentifier, sqlName } from "../../src/model/schema/identifiers.ts";
import { idStem, tableNames } from "../../src/model/schema/named-table.ts";
import { nameWords } from "../../src/model/schema/name-words.ts";
import { ownTables } from "../../src/model/schema/own-tables.ts";
import { isRecordOfPast } from "../../src/model/schema/record-of-past.ts";
import { defineRule } from "../../src/rule/define.ts";
import { list } from "../../src/rule/options.ts";

export default defineRule({
  id: "schema/foreign-key-constraint",
  practice: "data/integrity",
  severity: "warning",
  confidence: "medium",
  preset: "strict",
  since: "0.1.0",
  summary: "a column that refers to a row of another table has a foreign key",
  why: "A column called customer_id, beside a table of customers with a key of its type, says that it refers to one; without a foreign key nothing makes it so. Rows stay behind when what they refer to is deleted, inserts that race with a delete refer to nothing from the start, and joins silently lose those rows, until somebody counts them.",
  fix: "add the foreign key NOT VALID, then validate it in a later migration; clear away first what refers to nothing",
  tradeoff:
    "Across services and shards, in records that outlive what they speak of, and where inserts must not touch the other table's rows, a loose reference is the design.",
  references: ["https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-FK"],
  options: { ignoreColumns: list("columns that refer loosely on purpose, by path: `orders.customer_id`") },
  check({ schema, history, report, options }) {
    const references = namedReferences(schema);
    const dropped = droppedKeys(history);
    for (const { table, column, target } of references) {
      if (
        table.foreignKeys.some((key) => key.columns.includes(column.name)) ||
        options.ignoreColumns.includes(column.path)
      )
        continue;
      if (dropped.has(column.anchor) || isSpeltDifferently(schema, column, target)) continue;
      report({
        at: column,
        message: `\`${column.path}\` refers to \`${target.path}\` by its name, and has no foreign key`,
        label: column.type,
        related: [{ at: target.primaryKey ?? target, label: `the key of \`${target.path}\`` }],
        fold: { by: "convention", key: history.name, of: references.length },
        fix: fixOf(table, column, target),
      });
    }
  },
});

/** Columns whose foreign key a migration dropped by name: that was a decision. */
function droppedKeys(history: History): ReadonlySet<string> {
  const dropped = history.changes("drop-constraint").flatMap(({ before, change }) => {
    const table = before.table(change.table);
    const key = table?.foreignKeys.find((candidate) => candidate.name === change.name);
    return key?.columns.map((name) => table?.column(name)?.anchor ?? "") ?? [];
  });
  return new Set(dropped);
}

/**
 * `application_id` where the keys to that table all are `applicationId`: a name in another style than theirs was mostly
 * given by another system, whose id it is.
 */
function isSpeltDifferently(schema: Schema, column: Column, target: Table): boolean {
  const words = nameWords(column.name).join(" ");
  const alike = schema
    .foreignKeys()
    .filter((key) => key.references.schema === target.schema && key.references.table === target.name)
    .flatMap((key) => key.columns)
    .filter((name) => nameWords(name).join(" ") === words);
  return alike.length > 1 && !alike.includes(column.name);
}

interface Reference {
  readonly table: Table;
  readonly column: Column;
  readonly target: Table;
}

/** The columns whose name and type say that they refer to a row of a table, with a foreign key or without. */
function namedReferences(schema: Schema): readonly Reference[] {
  const tables = ownTables(schema);
  const names = tableNames(tables);
  return tables
    .filter((table) => !isRecordOfPast(table))
    .flatMap((table) =>
      table.columns.flatMap((column) => {
        const stem = idStem(column.name);
        const target = stem === null || isPolymorphic(table, stem) ? undefined : names.find(stem, table);
        return target === undefined || target === table || !holdsKeyOf(column, target)
          ? []
          : [{ table, column, target }];
      }),
    );
}

/** `owner_type` beside `owner_id`: which table it refers to, the row says. */
function isPolymorphic(table: Table, stem: readonly string[]): boolean {
  return table.columns.some(({ name }) => {
    const words = nameWords(name);
    return (
      words.length === stem.length + 1 &&
      /^(?:type|kind|table|model|class)$/.test(words.at(-1) as string) &&
      stem.every((word, at) => words[at] === word)
    );
  });
}

function holdsKeyOf(column: Column, target: Table): boolean {
  const [name, ...more] = target.primaryKey?.columns ?? [];
  const key = name === undefined || more.length > 0 ? undefined : target.column(name);
  if (key === undefined || column.generated !== null) return false;
  return sameKeyType(column.type, key.type) === true || (isInteger(column.type) && isInteger(key.type));
}

function isInteger(type: string): boolean {
  return type === "integer" || type === "bigint";
}

function fixOf(table: Table, column: Column, target: Table): string {
  const alter = `ALTER TABLE ${sqlName(table.schema, table.name)}`;
  const name = quoteIdentifier(objectName(table.name, column.name, "fkey"));
  const key = quoteIdentifier(target.primaryKey?.columns[0] ?? "");
  const add = `${alter} ADD CONSTRAINT ${name} FOREIGN KEY (${quoteIdentifier(column.name)}) REFERENCES ${sqlName(target.schema, target.name)} (${key})`;
  // PostgreSQL refuses NOT VALID foreign keys on partitioned tables before version 18.
  return table.partitionBy === null
    ? `${add} NOT VALID; then, in a later migration, ${alter} VALIDATE CONSTRAINT ${name}`
    : add;
}
