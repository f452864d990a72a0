import { defineRule } from "../../src/rule/define.ts";
import { list } from "../../src/rule/options.ts";

export default defineRule({
  id: "schema/foreign-key-index",
  practice: "data/indexing",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  summary: "every foreign key is covered by an index",
  why: "PostgreSQL indexes the referenced columns of a foreign key and not the referencing ones. Each DELETE or key UPDATE of a referenced row must then scan the whole referencing table while it holds its locks, and joins along the relationship scan too. It goes unnoticed until the table is large.",
  fix: "create an index whose leading columns are the key's, concurrently on a live table: CREATE INDEX CONCURRENTLY ON <table> (<columns>)",
  tradeoff: "A key into a small table whose rows are never deleted, on a table that is written far more than it is joined, is better off without one.",
  references: ["https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-FK"],
  options: { ignoreTables: list("tables whose keys need no index, by name") },
  check({ schema, report, options }) {
    for (const key of schema.foreignKeys()) {
      if (key.isIndexed() || options.ignoreTables.includes(key.table.path)) continue;
      report({
        at: key,
        message: `foreign key \`${key.path}\` has no index`,
        label: `references \`${key.references.table}\``,
      });
    }
  },
});
