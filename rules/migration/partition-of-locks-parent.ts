import { liveEffectOn } from "../../src/model/schema/effects/live-effects.ts";
import { sqlName } from "../../src/model/schema/identifiers.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "migration/partition-of-locks-parent",
  practice: "migration/zero-downtime",
  severity: "warning",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "a partition of a table that is in use is made as a table of its own, and attached",
  why: "CREATE TABLE … PARTITION OF takes an ACCESS EXCLUSIVE lock on the partitioned table: it waits for every running query of any partition, and every new one waits for it. ATTACH PARTITION gets by with SHARE UPDATE EXCLUSIVE from PostgreSQL 12 on: reads and writes of the other partitions go on.",
  fix: "create the table by itself (LIKE the parent INCLUDING ALL), then ATTACH PARTITION",
  tradeoff:
    "Creating an empty partition is quick: where no query on the table is long, the lock is over before anybody notices.",
  references: [
    "https://www.postgresql.org/docs/current/sql-createtable.html#SQL-CREATETABLE-PARTITION",
    "https://www.postgresql.org/docs/current/ddl-partitioning.html#DDL-PARTITIONING-DECLARATIVE-MAINTENANCE",
  ],
  check({ history, report, postgresVersion }) {
    if (postgresVersion < 12) return;
    for (const folded of history.changes("create-table")) {
      const { change } = folded;
      const effect =
        change.partitionOf === null ? undefined : liveEffectOn(folded, change.partitionOf.parent, postgresVersion);
      if (change.partitionOf === null || effect === undefined) continue;
      const { table } = effect;
      const parent = sqlName(table.schema, table.name);
      const made = folded.after.table(change.table);
      const partition = sqlName(made?.schema ?? table.schema, change.table.name);
      const bound = change.partitionOf.bound === "DEFAULT" ? "DEFAULT" : `FOR VALUES ${change.partitionOf.bound}`;
      report({
        at: folded,
        message: `\`${change.table.name}\` is created as a partition under an ACCESS EXCLUSIVE lock on \`${table.path}\``,
        label: "queries of every partition wait for it",
        related: [{ at: table, label: "here since an earlier migration" }],
        fix: `CREATE TABLE ${partition} (LIKE ${parent} INCLUDING ALL); ALTER TABLE ${parent} ATTACH PARTITION ${partition} ${bound}`,
      });
    }
  },
});
