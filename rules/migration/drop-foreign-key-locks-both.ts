import type { FoldedChange, ForeignKey } from "../../src/model/schema.ts";
import { liveEffects } from "../../src/model/schema/effects/live-effects.ts";
import { transactionsOf } from "../../src/model/schema/transactions.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "migration/drop-foreign-key-locks-both",
  practice: "migration/zero-downtime",
  severity: "info",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "a foreign key between two live tables is dropped in a migration of its own",
  why: "DROP CONSTRAINT of a foreign key takes an ACCESS EXCLUSIVE lock on both tables, the referenced one too, since the key's triggers stand on both. Either wait stops all queries on that table, a transaction that uses the two in the other order makes a deadlock of it, and both locks are kept to the end of the migration.",
  fix: "drop it in a migration of its own, with a short lock_timeout and retries",
  tradeoff: "Where transactions are short both locks are free at once.",
  references: [
    "https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-NOTES",
    "https://www.postgresql.org/docs/current/explicit-locking.html#LOCKING-DEADLOCKS",
  ],
  check({ history, report, postgresVersion }) {
    const dropped = history.steps.flatMap((step) => {
      const transactions = transactionsOf(history, step);
      return step.statements.flatMap((statement) =>
        statement.changes
          .flatMap((folded) => droppedKey(folded, postgresVersion) ?? [])
          .map((drop) => ({ ...drop, transaction: transactions.get(statement), transactions })),
      );
    });
    for (const { folded, key, transaction, transactions } of dropped) {
      const others = folded.step.statements.some(
        (statement) =>
          statement.statement !== folded.statement &&
          transactions.get(statement) === transaction &&
          statement.changes.some(({ change: { kind } }) => kind !== "set" && kind !== "transaction"),
      );
      if (transaction === undefined || !others) continue;
      report({
        at: folded,
        message: `dropping foreign key \`${key.name}\` locks \`${key.table.path}\` and \`${key.references.table}\` against everything until the migration ends`,
        label: "waits for every query on both tables",
        related: [{ at: key, label: "added here" }],
        fold: { by: "convention", key: history.name, of: dropped.length },
      });
    }
  },
});

/** A foreign key that goes while both of its tables are in use. */
function droppedKey(
  folded: FoldedChange,
  version: number,
): { readonly folded: FoldedChange; readonly key: ForeignKey } | undefined {
  const { change, before } = folded;
  if (change.kind !== "drop-constraint") return undefined;
  const key = before.table(change.table)?.foreignKeys.find((candidate) => candidate.name === change.name);
  const locked = liveEffects(folded, version).filter(({ lock }) => lock === "ACCESS EXCLUSIVE");
  return key === undefined || locked.length < 2 ? undefined : { folded, key };
}
