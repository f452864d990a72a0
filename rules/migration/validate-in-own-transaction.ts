import type { FoldedChange } from "../../src/model/schema.ts";
import { liveTable } from "../../src/model/schema/live-table.ts";
import { transactionsOf, type Transaction } from "../../src/model/schema/transactions.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "migration/validate-in-own-transaction",
  practice: "migration/zero-downtime",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  summary: "a constraint added NOT VALID is validated in a later transaction",
  why: "NOT VALID exists so that the strong lock of ADD CONSTRAINT is held for a moment, and VALIDATE CONSTRAINT reads the rows under a weak one. In one transaction the strong lock is kept until the end, so the whole scan runs under it: two statements that cost as much as the one they replace.",
  fix: "move VALIDATE CONSTRAINT to a later migration",
  tradeoff: "On a small table the scan is over at once; then the plain constraint is simpler still.",
  references: ["https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-NOTES"],
  check({ history, report }) {
    for (const step of history.steps) {
      const transactions = transactionsOf(history, step);
      const added = new Map<string, { readonly folded: FoldedChange; readonly transaction: Transaction | undefined }>();
      for (const statement of step.statements) {
        const transaction = transactions.get(statement);
        for (const folded of statement.changes) {
          const { change } = folded;
          if (change.kind !== "add-constraint" && change.kind !== "validate-constraint") continue;
          const table = liveTable(folded, change.table);
          if (table === undefined) continue;
          if (change.kind === "add-constraint") {
            const name = change.constraint.validated ? undefined : folded.after.table(change.table);
            for (const part of [...(name?.checks ?? []), ...(name?.foreignKeys ?? [])])
              if (!part.validated && !isThere(folded, part.name))
                added.set(`${table.path} ${part.name}`, { folded, transaction });
            continue;
          }
          const adding = added.get(`${table.path} ${change.name}`);
          if (adding === undefined || transaction === undefined || adding.transaction !== transaction) continue;
          report({
            at: folded,
            message: `\`${change.name}\` of \`${table.path}\` is validated in the transaction that adds it, under its lock`,
            label: "reads all rows while the lock is held",
            related: [{ at: adding.folded, label: "takes the lock, until the transaction ends" }],
            fix:
              transaction.by === "tool"
                ? `move VALIDATE CONSTRAINT to a later migration: ${history.tool} runs this one in one transaction`
                : "COMMIT before VALIDATE CONSTRAINT, or move it to a later migration",
            fold: { by: "cause", key: step.anchor },
          });
        }
      }
    }
  },
});

function isThere(folded: FoldedChange, name: string): boolean {
  const table = folded.change.kind === "add-constraint" ? folded.before.table(folded.change.table) : undefined;
  return (
    table !== undefined &&
    (table.checks.some((check) => check.name === name) || table.foreignKeys.some((key) => key.name === name))
  );
}
