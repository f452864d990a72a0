import { blockingLocks } from "../../src/model/schema/effects/live-effects.ts";
import { isTimeoutSet } from "../../src/model/schema/effects/timeouts.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "migration/lock-timeout",
  practice: "migration/zero-downtime",
  severity: "info",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "a migration that locks a live table sets lock_timeout first",
  why: "A statement that needs a strong lock waits until every transaction that uses the table has ended, and all queries that come after it queue behind it: one forgotten transaction, and a change that takes a millisecond stops the whole table. With lock_timeout the migration gives up instead, the queue runs on, and it can be tried again.",
  fix: "begin the migration with SET LOCAL lock_timeout = '2s' (SET outside a transaction), and run it again when it fails",
  tradeoff:
    "Where the role that migrates, the connection string or the tool sets the timeout for every migration, it need not stand in each one.",
  references: [
    "https://www.postgresql.org/docs/current/runtime-config-client.html#GUC-LOCK-TIMEOUT",
    "https://www.postgresql.org/docs/current/explicit-locking.html#LOCKING-TABLES",
  ],
  check({ history, report, postgresVersion }) {
    const locking = history.steps.flatMap((step) => blockingLocks(step, postgresVersion).slice(0, 1));
    for (const { folded, effects } of locking) {
      const [first] = effects;
      if (first === undefined || isTimeoutSet(folded, "lock_timeout")) continue;
      report({
        at: folded,
        message: `the ${first.lock} lock on \`${first.table.path}\` is waited for without a lock_timeout`,
        label: "every query that comes later queues behind it",
        fix: `${folded.step.migration.transaction ? "SET LOCAL" : "SET"} lock_timeout = '2s' before it`,
        fold: { by: "convention", key: history.name, of: locking.length },
      });
    }
  },
});
