import type { FoldedChange } from "../../src/model/schema.ts";
import { liveEffectOn } from "../../src/model/schema/effects/live-effects.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "migration/no-trigger-disable",
  practice: "migration/zero-downtime",
  severity: "warning",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "no migration switches triggers of a live table off",
  why: "DISABLE TRIGGER takes a SHARE ROW EXCLUSIVE lock, so that writes wait to the end of the migration; and when the migration runs outside a transaction, or commits before it switches them on again, what others write meanwhile passes no trigger: audit rows are missing, and with ALL the foreign keys are not checked either, for good. `session_replication_role = replica` does the same to every table in the session.",
  fix: "write the change so that the triggers may fire, or have the trigger's function look at a setting of the session",
  tradeoff:
    "In one transaction that switches them on again, with the table locked all the while, no other write slips through; only its own rows go unchecked.",
  references: [
    "https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-DESC-DISABLE-ENABLE-TRIGGER",
    "https://www.postgresql.org/docs/current/runtime-config-client.html#GUC-SESSION-REPLICATION-ROLE",
  ],
  check({ history, report, postgresVersion }) {
    for (const folded of history.changes("set-trigger", "set")) {
      const { change } = folded;
      if (change.kind === "set") {
        if (
          change.name !== "session_replication_role" ||
          change.value[0]?.toLowerCase() !== "replica" ||
          folded.statement.certainty !== "certain" ||
          !meetsTables(folded)
        )
          continue;
        report({
          at: folded,
          message: "`session_replication_role = replica` switches every trigger and foreign key check off",
          label: "what is written from here on is not checked",
        });
        continue;
      }
      if (change.enable) continue;
      const effect = liveEffectOn(folded, change.table, postgresVersion);
      if (effect === undefined) continue;
      const what =
        change.trigger === "all"
          ? "every trigger and foreign key check"
          : change.trigger === "user"
            ? "every trigger"
            : `trigger \`${change.trigger}\``;
      report({
        at: folded,
        message: `${what} of \`${effect.table.path}\` is switched off`,
        label: "what is written from here on passes it by",
        related: [{ at: effect.table, label: "here since an earlier migration" }],
      });
    }
  },
});

/** Whether there is any table before the step whose checks could be missed. */
function meetsTables({ step }: FoldedChange): boolean {
  return step.before.tables().length > 0;
}
