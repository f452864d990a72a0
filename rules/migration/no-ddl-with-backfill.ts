import type { FoldedChange, FoldedStatement, Table } from "../../src/model/schema.ts";
import { liveTable } from "../../src/model/schema/live-table.ts";
import { transactionsOf } from "../../src/model/schema/transactions.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "migration/no-ddl-with-backfill",
  practice: "migration/data",
  severity: "warning",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "rows of a table are not changed in the transaction that alters it",
  why: "ALTER TABLE takes an ACCESS EXCLUSIVE lock, which is held until the transaction ends. With an UPDATE of the rows behind it in the same transaction, nothing can read or write the table for as long as the update takes, instead of for a moment.",
  fix: "alter the table in one migration, change its rows in the next, outside the transaction that alters it",
  tradeoff: "On a small table both are over at once, and one migration that does all or nothing is worth more.",
  references: ["https://www.postgresql.org/docs/current/explicit-locking.html#LOCKING-TABLES"],
  check({ history, report }) {
    for (const step of history.steps) {
      const transactions = transactionsOf(history, step);
      const altered = new Map<string, { readonly folded: FoldedChange; readonly transaction: unknown }>();
      for (const statement of step.statements) {
        const transaction = transactions.get(statement);
        if (transaction === undefined) continue;
        for (const folded of statement.changes) {
          const table = tableOf(folded);
          if (table === undefined) continue;
          const { kind } = folded.change;
          const before = altered.get(table.anchor);
          if (kind !== "update" && kind !== "delete") {
            if (locksOutReaders(statement) && before?.transaction !== transaction)
              altered.set(table.anchor, { folded, transaction });
          } else if (before?.transaction === transaction) {
            report({
              at: folded,
              message: `rows of \`${table.path}\` are ${kind === "update" ? "updated" : "deleted"} in the transaction that alters it: nothing can read it until all is done`,
              label: "while the lock is held",
              related: [{ at: before.folded, label: "takes the lock here" }],
              fold: { by: "cause", key: step.anchor },
            });
          }
        }
      }
    }
  },
});

function tableOf(folded: FoldedChange): Table | undefined {
  const { change } = folded;
  return "table" in change && change.table !== null ? liveTable(folded, change.table) : undefined;
}

/** ALTER TABLE takes ACCESS EXCLUSIVE for all but a few of its forms, which are not followed by backfills. */
function locksOutReaders({ statement }: FoldedStatement): boolean {
  return (
    statement.verb.startsWith("ALTER TABLE") &&
    !statement.changes.every(
      (change) =>
        change.kind === "validate-constraint" ||
        (change.kind === "add-constraint" && change.constraint.type === "foreign key"),
    )
  );
}
