import { defaultPartition } from "../../src/model/schema/effects/partitions.ts";
import { liveEffectOn } from "../../src/model/schema/effects/live-effects.ts";
import { sqlName } from "../../src/model/schema/identifiers.ts";
import { outsideTransaction } from "../../src/model/schema/outside-transaction.ts";
import { defineRule } from "../../src/rule/define.ts";

/** The first version that knows DETACH PARTITION … CONCURRENTLY. */
const since = 14;

export default defineRule({
  id: "migration/detach-partition-concurrently",
  practice: "migration/zero-downtime",
  severity: "warning",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "a partition of a table that is in use is detached concurrently",
  why: "DETACH PARTITION takes an ACCESS EXCLUSIVE lock on the partitioned table, and so on every query of any partition: it waits for all running ones, and all new ones wait for it. From PostgreSQL 14 on DETACH PARTITION … CONCURRENTLY gets by with a lock that lets reads and writes of the other partitions go on.",
  fix: "write DETACH PARTITION … CONCURRENTLY, in a migration that runs outside a transaction",
  tradeoff:
    "The lock is short where no query is long; a concurrent detach runs as two transactions, and one that is interrupted has to be ended with FINALIZE.",
  references: ["https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-DETACH-PARTITION"],
  check({ history, report, postgresVersion }) {
    if (postgresVersion < since) return;
    for (const folded of history.changes("detach-partition")) {
      const { change, step } = folded;
      const effect = liveEffectOn(folded, change.table, postgresVersion);
      // Beside a default partition PostgreSQL refuses CONCURRENTLY.
      if (change.concurrently || effect === undefined || defaultPartition(effect.table) !== undefined) continue;
      const { table } = effect;
      const partition = folded.before.table(change.partition);
      const detach = `ALTER TABLE ${sqlName(table.schema, table.name)} DETACH PARTITION ${sqlName(partition?.schema ?? table.schema, change.partition.name)} CONCURRENTLY`;
      report({
        at: folded,
        message: `\`${change.partition.name}\` is detached from \`${table.path}\` without CONCURRENTLY`,
        label: "queries of every partition wait for it",
        related: [{ at: table, label: "here since an earlier migration" }],
        fix: step.migration.transaction
          ? `${detach}; it cannot run in a transaction, so ${outsideTransaction(history)}`
          : detach,
      });
    }
  },
});
