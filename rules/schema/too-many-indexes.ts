import { ownTables } from "../../src/model/schema/own-tables.ts";
import { defineRule } from "../../src/rule/define.ts";
import { count } from "../../src/rule/options.ts";

export default defineRule({
  id: "schema/too-many-indexes",
  practice: "data/indexing",
  severity: "info",
  confidence: "medium",
  preset: "strict",
  since: "0.1.0",
  summary: "no table carries more indexes than its writes can bear",
  why: "Each insert writes an entry into every index of the table. An update that touches any indexed column does as well, for it can no longer be a heap-only update: so with many indexes nearly every update is as dear as an insert, vacuum has as many structures to clean, and the planner weighs them all for each query.",
  fix: "look up in pg_stat_user_indexes which are never scanned, and drop those; merge indexes that begin with the same column",
  tradeoff:
    "A table that is read far more than it is written, such as a catalogue people search by every field, earns its indexes.",
  references: [
    "https://www.postgresql.org/docs/current/storage-hot.html",
    "https://www.postgresql.org/docs/current/monitoring-stats.html#MONITORING-PG-STAT-ALL-INDEXES-VIEW",
  ],
  options: { maximum: count("the most indexes a table may have, those of its constraints included", 12, 1) },
  check({ schema, options, report }) {
    for (const table of ownTables(schema)) {
      const { indexes } = table;
      if (indexes.length <= options.maximum) continue;
      const owned = indexes.filter((index) => index.constraint !== null).length;
      report({
        at: table,
        message: `table \`${table.path}\` has ${indexes.length} indexes, more than ${options.maximum}`,
        label: owned === 0 ? "each written at every insert" : `each written at every insert; ${owned} for constraints`,
      });
    }
  },
});
