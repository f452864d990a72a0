import type { Column, ForeignKey, Table } from "../../src/model/schema.ts";
import { drawnSequence } from "../../src/model/schema/drawn-sequence.ts";
import { quoteIdentifier, sqlName } from "../../src/model/schema/identifiers.ts";
import { ownTables } from "../../src/model/schema/own-tables.ts";
import { defineRule } from "../../src/rule/define.ts";

const largest: ReadonlyMap<string, string> = new Map([
  ["integer", "2,147,483,647"],
  ["smallint", "32,767"],
]);

export default defineRule({
  id: "schema/bigint-key",
  practice: "data/keys",
  severity: "info",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "keys that a sequence hands out are bigint",
  why: "A sequence takes a number for each attempt to insert, failed and rolled back ones too, and gives none back. When an integer key reaches 2,147,483,647 every insert fails, and the way out, a wider type, rewrites the table and its indexes under a lock, at the moment when the table is at its largest. The four bytes saved are often lost again to alignment.",
  fix: "declare the key bigint while the table is small, together with the columns that refer to it",
  tradeoff: "A table that people fill by hand, or a list of countries, never gets near the limit.",
  references: [
    "https://www.postgresql.org/docs/current/datatype-numeric.html#DATATYPE-INT",
    "https://www.postgresql.org/docs/current/functions-sequence.html",
  ],
  check({ schema, history, report }) {
    const keys = ownTables(schema).flatMap((table) => generatedKey(table) ?? []);
    const referring = schema
      .foreignKeys()
      .filter((key) => !key.inherited && key.columns.some((name) => largest.has(key.table.column(name)?.type ?? "")));
    for (const { table, column } of keys) {
      const limit = largest.get(column.type);
      if (limit === undefined) continue;
      report({
        at: { at: column.typeAt, anchor: column.anchor, within: column.within ?? column.at },
        message: `key \`${column.path}\` is ${column.type}: inserts fail after number ${limit}`,
        label: column.type,
        fold: { by: "convention", key: history.name, of: keys.length },
        fix: fixOf(
          table,
          column,
          referring.filter(({ references }) => references.schema === table.schema && references.table === table.name),
        ),
      });
    }
  },
});

/** The only column of a primary key, when a sequence fills it. */
function generatedKey(table: Table): { table: Table; column: Column } | undefined {
  const [name, ...more] = table.primaryKey?.columns ?? [];
  const column = name === undefined || more.length > 0 ? undefined : table.column(name);
  if (column === undefined || !(column.identity !== null || drawnSequence(column) !== null)) return undefined;
  return { table, column };
}

function fixOf(table: Table, column: Column, referring: readonly ForeignKey[]): string {
  const alter = `ALTER TABLE ${sqlName(table.schema, table.name)} ALTER COLUMN ${quoteIdentifier(column.name)} TYPE bigint`;
  // PostgreSQL widens the sequence of an identity column together with it, that of a serial one it leaves alone.
  const drawn = column.serial ? drawnSequence(column) : null;
  const sequence = drawn === null ? "" : `; ALTER SEQUENCE ${drawn} AS bigint`;
  const [first, ...more] = referring;
  const others =
    first === undefined
      ? ""
      : `; and the same for ${more.length === 0 ? `\`${first.path}\`, which refers` : `the ${referring.length} columns that refer`} to it`;
  return `${alter}${sequence}${others}; it rewrites the table under a lock, so fill a new column instead once the table is large`;
}
