import { tableMatcher } from "../../src/model/schema/name-patterns.ts";
import { ownTables } from "../../src/model/schema/own-tables.ts";
import { defineRule } from "../../src/rule/define.ts";
import { list } from "../../src/rule/options.ts";

export default defineRule({
  id: "schema/partition-append-only",
  practice: "data/scale",
  severity: "warning",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "tables that only grow are partitioned by time",
  why: "Rows that are only added and thrown away by age are deleted one by one in a table without partitions: DELETE of a month writes as much as the month's inserts did, leaves its space to vacuum, and the indexes over all the years no longer fit in memory. Dropping a partition takes no time and gives the space back. A table that is large already can only be partitioned by copying it.",
  fix: "make the table PARTITION BY RANGE over its time, with a partition for each month or day",
  tradeoff:
    "A table of some million rows, or one that nothing is ever deleted from, is simpler whole; unique keys of a partitioned table must hold the partition key. The rule is silent until tables are named.",
  references: ["https://www.postgresql.org/docs/current/ddl-partitioning.html"],
  options: {
    tables: list("the tables that only grow, by name, with `*` for any letters: `events`, `audit.*`, `*_log`"),
  },
  check({ schema, report, options }) {
    const onlyGrows = tableMatcher(options.tables);
    for (const table of ownTables(schema)) {
      if (table.partitionBy !== null || !onlyGrows(table)) continue;
      report({
        at: table,
        message: `\`${table.path}\` only grows, and is not partitioned`,
        label: "one table for all time",
      });
    }
  },
});
