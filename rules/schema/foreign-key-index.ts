import type { ForeignKey, Index } from "../../src/model/schema.ts";
import { isBookkeeping } from "../../src/model/schema/bookkeeping.ts";
import { quoteIdentifier, sqlName } from "../../src/model/schema/identifiers.ts";
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
  why: "PostgreSQL indexes the referenced columns of a foreign key and not the referencing ones. Each DELETE of a referenced row, and each UPDATE of its key, must then read the whole referencing table to find the rows that still point at it, and joins along the relationship read it too. It goes unnoticed until the table is large, and then a delete that took a millisecond takes minutes.",
  fix: "create an index whose leading columns are the key's, concurrently on a live table",
  tradeoff:
    "A key into a small table whose rows are never deleted, on a table that is written far more than it is joined, is better off without one: each index makes every write dearer.",
  references: [
    "https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-FK",
    "https://www.postgresql.org/docs/current/indexes-multicolumn.html",
  ],
  options: { ignoreTables: list("tables whose keys need no index, by name: `users`, `audit.log`") },
  check({ schema, history, report, options }) {
    const keys = schema.foreignKeys().filter((key) => !key.inherited && !isBookkeeping(key.table));
    for (const key of keys) {
      if (key.isIndexed() || options.ignoreTables.includes(key.table.path)) continue;
      const near = key.table.indexes.find((index) => mentions(index, key));
      report({
        at: key,
        message: `foreign key \`${key.path}\` has no index`,
        label: `references \`${key.references.table}\``,
        related: near === undefined ? [] : [{ at: near, label: `does not serve it: ${whyNot(near, key)}` }],
        fold: { by: "convention", key: history.name, of: keys.length },
        fix: fixOf(key),
      });
    }
  },
});

function mentions(index: Index, key: ForeignKey): boolean {
  return key.columns.every((column) => index.columns.includes(column));
}

function whyNot(index: Index, key: ForeignKey): string {
  if (!index.valid) return "it is not valid until all partitions have it";
  if (index.method !== "btree" && index.method !== "hash")
    return `a ${index.method} index cannot look up equal values of it`;
  if (index.where !== null) return `it holds only rows where ${index.where}`;
  return `\`${key.columns[0] as string}\` does not lead in it`;
}

function fixOf({ table, columns }: ForeignKey): string {
  const list = columns.map(quoteIdentifier).join(", ");
  const name = sqlName(table.schema, table.name);
  if (table.partitionBy === null) return `CREATE INDEX CONCURRENTLY ON ${name} (${list})`;
  return `CREATE INDEX ON ONLY ${name} (${list}), then build the same index CONCURRENTLY on each partition and ALTER INDEX … ATTACH PARTITION`;
}
