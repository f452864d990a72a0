import { blockingLocks } from "../../src/model/schema/effects/live-effects.ts";
import { isTimeoutSet } from "../../src/model/schema/effects/timeouts.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "migration/statement-timeout",
  practice: "migration/zero-downtime",
  severity: "info",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "a migration that reads or writes a whole live table under a lock sets statement_timeout first",
  why: "How long a scan or a rewrite takes is seen in production only. While it goes on the table is locked; lock_timeout does not help, for the lock is already held. With statement_timeout PostgreSQL ends a statement that takes longer than expected, and the table is free again.",
  fix: "begin the migration with SET LOCAL statement_timeout = '30s' (SET outside a transaction)",
  tradeoff:
    "Where the role that migrates, the connection string or the tool sets the timeout for every migration, it need not stand in each one; and a statement that may take long on purpose, such as a concurrent index, needs none.",
  references: ["https://www.postgresql.org/docs/current/runtime-config-client.html#GUC-STATEMENT-TIMEOUT"],
  check({ history, report, postgresVersion }) {
    const working = history.steps.flatMap((step) =>
      blockingLocks(step, postgresVersion)
        .filter(({ effects }) => effects.some(({ scanned, rewrite }) => scanned || rewrite !== null))
        .slice(0, 1),
    );
    for (const { folded, effects } of working) {
      const effect = effects.find(({ scanned, rewrite }) => scanned || rewrite !== null);
      if (effect === undefined || isTimeoutSet(folded, "statement_timeout")) continue;
      report({
        at: folded,
        message: `\`${effect.table.path}\` is ${effect.rewrite === null ? "read" : "written anew"} under the ${effect.lock} lock without a statement_timeout`,
        label: "takes as long as it takes",
        fix: `${folded.step.migration.transaction ? "SET LOCAL" : "SET"} statement_timeout = '30s' before it`,
        fold: { by: "convention", key: history.name, of: working.length },
      });
    }
  },
});
