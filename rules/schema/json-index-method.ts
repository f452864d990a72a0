import type { Column, Index, Table } from "../../src/model/schema.ts";
import { quoteIdentifier, sqlName } from "../../src/model/schema/identifiers.ts";
import { ownTables } from "../../src/model/schema/own-tables.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "schema/json-index-method",
  practice: "data/indexing",
  severity: "warning",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "documents, arrays and search vectors are indexed with gin, not btree",
  why: 'A btree over a jsonb, array or tsvector column compares whole values: it serves none of @>, &&, ? and @@, which is what such columns are asked, so each of those queries reads the table. And a value of more than about 2700 bytes does not fit into a btree entry: the insert fails with "index row size exceeds btree version 4 maximum 2704".',
  fix: "make it a gin index, or a btree over the one field that is asked for",
  tradeoff: "A btree is right where whole values are compared or sorted: small arrays that are looked up as they are.",
  references: [
    "https://www.postgresql.org/docs/current/datatype-json.html#JSON-INDEXING",
    "https://www.postgresql.org/docs/current/indexes-types.html#INDEXES-TYPES-GIN",
    "https://www.postgresql.org/docs/current/btree.html",
  ],
  check({ schema, report }) {
    for (const table of ownTables(schema)) {
      for (const index of table.indexes) {
        // A unique one is there to compare whole values.
        if (index.unique || index.partOf !== null || (index.method !== "btree" && index.method !== "hash")) continue;
        const column = index.keys
          .map((key) => table.column(key.column ?? ""))
          .find((column) => column !== undefined && isComposed(column));
        if (column === undefined) continue;
        report({
          at: index,
          message: `${index.method} index \`${index.name}\` over \`${column.path}\` compares whole values only`,
          label: `${index.method} over ${column.type}`,
          related: [{ at: { at: column.typeAt, anchor: column.anchor }, label: column.type }],
          fix: fixOf(table, index, column),
        });
      }
    }
  },
});

function isComposed({ type }: Column): boolean {
  return type === "jsonb" || type === "tsvector" || type === "hstore" || type.endsWith("[]");
}

function fixOf(table: Table, index: Index, column: Column): string {
  const concurrently = table.partitionBy === null ? "CONCURRENTLY " : "";
  const name = quoteIdentifier(column.name);
  const key = column.type === "jsonb" ? `${name} jsonb_path_ops` : name;
  const gin = `CREATE INDEX ${concurrently}ON ${sqlName(table.schema, table.name)} USING gin (${key})`;
  const field = column.type === "jsonb" ? `; jsonb_path_ops serves @> and paths, without it ? is served too` : "";
  return `${gin}, then DROP INDEX ${concurrently}${sqlName(index.schema, index.name)}${field}`;
}
