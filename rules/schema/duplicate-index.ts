import type { Index, Table } from "../../src/model/schema.ts";
import { sqlName } from "../../src/model/schema/identifiers.ts";
import { indexIdentity } from "../../src/model/schema/index-identity.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "schema/duplicate-index",
  practice: "data/indexing",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  summary: "no two indexes of a table are the same",
  why: "PostgreSQL keeps every index up to date and uses one: a second one over the same columns costs time at each write, space on disk and in memory, and time at each vacuum, and never makes a query faster. A unique constraint brings its index, which is how most doubles come about.",
  fix: "drop one of the two, concurrently on a live table",
  tradeoff: "While an index is rebuilt under a new name both exist for a time.",
  references: [
    "https://www.postgresql.org/docs/current/indexes-unique.html",
    "https://www.postgresql.org/docs/current/sql-dropindex.html",
  ],
  check({ schema, report }) {
    for (const table of schema.tables()) {
      const seen = new Map<string, Index>();
      // The one to keep comes first: a constraint's, then a unique one, then the one that was there.
      const order = table.indexes.toSorted((a, b) => rank(a) - rank(b));
      for (const index of order) {
        if (!index.valid || index.partOf !== null) continue;
        const key = indexIdentity(index);
        const kept = seen.get(key);
        if (kept === undefined) {
          seen.set(key, index);
        } else if (index.constraint === null || kept.constraint !== null) {
          report({
            at: index,
            message: `index \`${index.name}\` on \`${table.path}\` repeats \`${kept.name}\``,
            label: `again ${columns(index)}`,
            related: [{ at: kept, label: `${kept.unique && !index.unique ? "unique " : ""}${columns(kept)}` }],
            fix: fixOf(table, index),
          });
        }
      }
    }
  },
});

function rank(index: Index): number {
  if (index.primary) return 0;
  if (index.constraint !== null) return 1;
  return index.unique ? 2 : 3;
}

function columns(index: Index): string {
  return `over ${index.columns.map((column) => `\`${column}\``).join(", ")}`;
}

function fixOf(table: Table, index: Index): string {
  if (index.constraint !== null)
    return `ALTER TABLE ${sqlName(table.schema, table.name)} DROP CONSTRAINT ${sqlName("public", index.constraint)}`;
  return `DROP INDEX ${table.partitionBy === null ? "CONCURRENTLY " : ""}${sqlName(index.schema, index.name)}`;
}
