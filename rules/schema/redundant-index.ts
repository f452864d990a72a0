import type { Index, Table } from "../../src/model/schema.ts";
import { sqlName } from "../../src/model/schema/identifiers.ts";
import { isPrefixOf } from "../../src/model/schema/index-prefix.ts";
import { ownTables } from "../../src/model/schema/own-tables.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "schema/redundant-index",
  practice: "data/indexing",
  severity: "warning",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "no index is the beginning of another one",
  why: "A btree over (a, b) is sorted by a first, so it answers every look-up and ordering by a alone. An index over (a) beside it is kept up to date at each write, fills memory, and takes vacuum's time, for nothing the wider one does not give. It mostly comes about when a unique constraint or a wider index is added later, and nobody looks at what was there.",
  fix: "drop the narrower index, concurrently on a live table",
  tradeoff:
    "The narrow index is smaller. Where the wider one carries a large column, or its first column repeats very often, a query by the first column that runs all the time can be worth an index of its own.",
  references: [
    "https://www.postgresql.org/docs/current/indexes-multicolumn.html",
    "https://wiki.postgresql.org/wiki/Index_Maintenance",
  ],
  check({ schema, report }) {
    for (const table of ownTables(schema)) {
      for (const index of table.indexes) {
        const wider = isSpare(index) ? widest(table, index) : undefined;
        if (wider === undefined) continue;
        report({
          at: index,
          message: `index \`${index.name}\` on \`${table.path}\` is the beginning of \`${wider.name}\``,
          label: `over ${columns(index)}`,
          related: [{ at: wider, label: `serves it too: over ${columns(wider)}` }],
          fix: `DROP INDEX ${table.partitionBy === null ? "CONCURRENTLY " : ""}${sqlName(index.schema, index.name)}`,
        });
      }
    }
  },
});

/** A unique index says something of its own, whatever else serves its look-ups. */
function isSpare(index: Index): boolean {
  return index.valid && !index.unique && index.constraint === null && index.partOf === null;
}

/** The index to keep: one that begins with this one and is itself the beginning of none, a constraint's before others. */
function widest(table: Table, index: Index): Index | undefined {
  // Two that are the same, INCLUDE aside, are for `schema/duplicate-index` to tell apart.
  const wider = table.indexes.filter(
    (other) => other !== index && isPrefixOf(index, other) && !isPrefixOf(other, index),
  );
  const kept = wider.filter(
    (other) => !isSpare(other) || !wider.some((wide) => wide !== other && isPrefixOf(other, wide)),
  );
  return kept.find((other) => other.constraint !== null) ?? kept[0] ?? wider[0];
}

function columns(index: Index): string {
  const include =
    index.include.length === 0 ? "" : ` with ${index.include.map((column) => `\`${column}\``).join(", ")} included`;
  return `${index.columns.map((column) => `\`${column}\``).join(", ")}${include}`;
}
