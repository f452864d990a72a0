import type { Column, ForeignKey, Table } from "../../src/model/schema.ts";
import { quoteIdentifier, sqlName } from "../../src/model/schema/identifiers.ts";
import { nameWords } from "../../src/model/schema/name-words.ts";
import { ownTables } from "../../src/model/schema/own-tables.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "schema/not-null-foreign-key",
  practice: "data/integrity",
  severity: "warning",
  confidence: "medium",
  preset: "strict",
  since: "0.1.0",
  summary: "a foreign key that must be set is NOT NULL",
  why: "A foreign key with a null in it is not checked. In a key of several columns one null is enough (MATCH SIMPLE, the default): where two of them may be null, a row can hold half a reference, to what exists nowhere, and nothing says so. And a row that does nothing but link two others links nothing when one of the two is null: it falls out of every join and is deleted by no cascade of the missing side.",
  fix: "make the columns NOT NULL; where all of them together are optional, add a CHECK that they are null together",
  tradeoff:
    "A relationship that is optional is nullable, as it should be, and the rule says nothing of one; in a key of several columns MATCH FULL is the other way to say that they are null together.",
  references: [
    "https://www.postgresql.org/docs/current/sql-createtable.html#SQL-CREATETABLE-PARMS-REFERENCES",
    "https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-FK",
  ],
  check({ schema, report }) {
    for (const table of ownTables(schema)) {
      const link = isLink(table);
      for (const key of table.foreignKeys) {
        const nullable = key.columns
          .map((name) => table.column(name))
          .filter((column): column is Column => column?.nullable === true);
        const [first] = nullable;
        if (first === undefined) continue;
        if (key.columns.length > 1) {
          // With a single one that may be null, its null says that there is no reference, whatever the tenant beside it.
          if (nullable.length < 2 || checkedTogether(table, nullable)) continue;
          report({
            at: key,
            message: `foreign key \`${key.path}\` is not checked when \`${nullable.map((column) => column.name).join("` or `")}\` is null`,
            label: `${nullable.length} of ${key.columns.length} columns may be null`,
            related: [{ at: first, label: "may be null" }],
            fix: compositeFix(table, key, nullable),
          });
        } else if (link && key.onDelete !== "set null") {
          report({
            at: key,
            message: `\`${key.path}\` may be null, and \`${table.path}\` only links rows`,
            label: `references \`${key.references.table}\``,
            related: [{ at: first, label: "may be null" }],
            fix: setNotNull(table, first.name),
          });
        }
      }
    }
  },
});

const housekeeping: ReadonlySet<string> = new Set([
  "id",
  "uuid",
  "created",
  "updated",
  "modified",
  "inserted",
  "added",
  "assigned",
  "joined",
]);

/**
 * Two foreign keys of one column each, and beside them nothing but an id and times; and neither side stands for more
 * than the other: they are unique together, or both written alike. A view of a page by a known visitor or by none is no link.
 */
function isLink(table: Table): boolean {
  const keys = table.foreignKeys.filter((key) => key.columns.length === 1);
  if (keys.length !== 2 || !table.columnsKnown) return false;
  const linking = new Set(keys.map((key) => key.columns[0]));
  if (
    linking.size !== 2 ||
    !table.columns.every(({ name }) => linking.has(name) || housekeeping.has(nameWords(name)[0] ?? ""))
  )
    return false;
  const unique = table.indexes.some(
    (index) => index.unique && index.columns.length === 2 && index.columns.every((column) => linking.has(column)),
  );
  return unique || [...linking].every((name) => table.column(name ?? "")?.nullable === true);
}

/** A check that names all columns that may be null rules the half-set key out. */
function checkedTogether(table: Table, nullable: readonly Column[]): boolean {
  return table.checks.some((check) => nullable.every(({ name }) => check.columns.includes(name)));
}

function compositeFix(table: Table, key: ForeignKey, nullable: readonly Column[]): string {
  const columns = key.columns.map(quoteIdentifier).join(", ");
  const together = `ALTER TABLE ${sqlName(table.schema, table.name)} ADD CHECK (num_nulls(${columns}) IN (0, ${key.columns.length})) NOT VALID`;
  return nullable.length === key.columns.length
    ? `if the relationship is optional: ${together}`
    : `${nullable.map(({ name }) => setNotNull(table, name)).join("; ")}`;
}

function setNotNull(table: Table, column: string): string {
  return `ALTER TABLE ${sqlName(table.schema, table.name)} ALTER COLUMN ${quoteIdentifier(column)} SET NOT NULL`;
}
