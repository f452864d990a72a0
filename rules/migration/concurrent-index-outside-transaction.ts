import type { Change } from "../../src/facts/changes.ts";
import { outsideTransaction } from "../../src/model/schema/outside-transaction.ts";
import { commandOf, sendsOneQuery, transactionsOf } from "../../src/model/schema/transactions.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "migration/concurrent-index-outside-transaction",
  practice: "migration/zero-downtime",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  summary: "CONCURRENTLY stands outside any transaction",
  why: 'PostgreSQL refuses to build, rebuild or drop an index CONCURRENTLY, and to detach a partition so, inside a transaction block: the migration fails wherever it is run, with "CREATE INDEX CONCURRENTLY cannot run inside a transaction block". Most tools open one around each migration, and several statements sent as one query are one as well.',
  fix: "run the statement outside a transaction, in a migration of its own",
  tradeoff: "None: the statement cannot work as it stands.",
  references: [
    "https://www.postgresql.org/docs/current/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY",
    "https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-MULTI-STATEMENT",
  ],
  check({ history, report }) {
    const outside = outsideTransaction(history);
    for (const step of history.steps) {
      const transactions = transactionsOf(history, step);
      for (const statement of step.statements) {
        const transaction = transactions.get(statement);
        const folded = statement.changes.find(({ change }) => isConcurrent(change));
        if (transaction === undefined || folded === undefined || statement.statement.certainty !== "certain") continue;
        report({
          at: folded,
          message:
            transaction.by === "file"
              ? `${statement.statement.verb} fails inside the transaction that BEGIN opens`
              : `${statement.statement.verb} fails: ${reasonOf(history.tool)}`,
          label: "cannot run inside a transaction block",
          ...(transaction.begin === null
            ? { fix: outside }
            : {
                related: [{ at: transaction.begin, label: "opens the transaction" }],
                fix: "put it before BEGIN or after COMMIT",
              }),
        });
      }
      reportDown(step.migration.down);
    }

    function reportDown(down: (typeof history.steps)[number]["migration"]["down"]): void {
      const step = history.steps.find((candidate) => candidate.migration.down === down);
      if (down === null || step === undefined) return;
      const byTool = sendsOneQuery(history.tool) ? down.statements.length > 1 : step.migration.transaction;
      let inFile = false;
      for (const statement of down.statements) {
        const command = commandOf(statement);
        if (command !== null) inFile = command === "begin";
        const change = statement.changes.find(isConcurrent);
        if (change === undefined || statement.certainty !== "certain" || !(byTool || inFile)) continue;
        report({
          at: { at: change.at, within: statement.at, anchor: `${step.anchor}#down ${statement.verb}` },
          message: inFile
            ? `${statement.verb} in the rollback fails inside the transaction that BEGIN opens`
            : `${statement.verb} in the rollback fails: ${reasonOf(history.tool)}`,
          label: "cannot run inside a transaction block",
          fix: inFile ? "put it before BEGIN or after COMMIT" : outside,
        });
      }
    }
  },
});

function reasonOf(tool: string): string {
  return sendsOneQuery(tool)
    ? `${tool} sends the file as one query, which is one transaction`
    : `${tool} runs the migration in a transaction`;
}

function isConcurrent(change: Change): boolean {
  return "concurrently" in change && change.concurrently && change.kind !== "refresh-materialized-view";
}
