import { liveEffects } from "../../src/model/schema/effects/live-effects.ts";
import { sqlName } from "../../src/model/schema/identifiers.ts";
import { outsideTransaction } from "../../src/model/schema/outside-transaction.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "migration/drop-index-concurrently",
  practice: "migration/zero-downtime",
  severity: "info",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  summary: "an index of a table that is in use is dropped concurrently",
  why: "DROP INDEX takes an ACCESS EXCLUSIVE lock on the table, for a moment. But it has to wait for every running query on the table first, and while it waits each new query queues behind it: one long report is enough to stop all readers and writers. In a migration that runs in a transaction the lock is kept to its end. With CONCURRENTLY PostgreSQL waits without the lock.",
  fix: "write DROP INDEX CONCURRENTLY, in a migration that runs outside a transaction",
  tradeoff:
    "Where no query is long and a lock_timeout guards the migration, a plain DROP INDEX is over at once, and rolls back with the rest.",
  references: [
    "https://www.postgresql.org/docs/current/sql-dropindex.html",
    "https://www.postgresql.org/docs/current/explicit-locking.html#LOCKING-TABLES",
  ],
  check({ history, report, postgresVersion }) {
    for (const folded of history.changes("drop-index")) {
      const { change, before, step } = folded;
      const index = before.index(change.name);
      if (change.concurrently || index === undefined) continue;
      const effect = liveEffects(folded, postgresVersion)[0];
      // PostgreSQL refuses CONCURRENTLY for the index of a partitioned table, and a table that goes too is locked anyway.
      if (
        effect === undefined ||
        effect.table.partitionBy !== null ||
        step.after.table({ schema: effect.table.schema, name: effect.table.name }) === undefined
      )
        continue;
      const drop = `DROP INDEX CONCURRENTLY ${change.ifExists ? "IF EXISTS " : ""}${sqlName(index.schema, index.name)}`;
      report({
        at: folded,
        message: `index \`${index.name}\` of \`${effect.table.path}\` is dropped without CONCURRENTLY`,
        label: "waits for every query on the table, and the next ones wait for it",
        related: [{ at: index, label: "created here" }],
        fix: step.migration.transaction
          ? `${drop}; it cannot run in a transaction, so ${outsideTransaction(history)}`
          : drop,
      });
    }
  },
});
