import type { FoldedStatement, History, Step } from "../../src/model/schema.ts";
import { commandOf, sendsOneQuery } from "../../src/model/schema/transactions.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "migration/nested-transaction",
  practice: "migration/discipline",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  summary: "a migration leaves the transaction to whoever opens it, and ends the one it opens",
  why: "In a migration that the tool runs in a transaction, BEGIN does nothing but warn, and COMMIT ends the tool's transaction: what follows runs without one, and the note that the migration is applied may be written when half of it failed. A BEGIN that nothing ends is rolled back when the connection closes, after the tool has taken the migration for done.",
  fix: "leave BEGIN and COMMIT away, or tell the tool to open no transaction",
  tradeoff:
    "None where the tool opens the transaction; a file that is also run by hand can say so with an ignore comment.",
  references: [
    "https://www.postgresql.org/docs/current/sql-begin.html",
    "https://www.postgresql.org/docs/current/sql-commit.html",
  ],
  check({ history, report }) {
    for (const step of history.steps) {
      const commands = step.statements.filter((statement) => commandOf(statement.statement) !== null);
      const first = commands[0];
      if (first === undefined) continue;
      if (step.migration.transaction && !sendsOneQuery(history.tool)) {
        const end = commands.find((statement) => commandOf(statement.statement) !== "begin");
        report({
          at: end ?? first,
          message:
            end === undefined
              ? `${first.statement.verb} inside the transaction that ${history.tool} opens does nothing`
              : `${end.statement.verb} ends the transaction that ${history.tool} opens, before ${history.tool} does`,
          label: end === undefined ? "only warns" : rest(step, end),
          related:
            end === undefined || end === first
              ? []
              : [{ at: first, label: "does nothing: there is a transaction already" }],
        });
        continue;
      }
      const open = leftOpen(history, commands);
      if (open !== undefined)
        report({
          at: open,
          message: "a transaction is opened and never ended: it is rolled back when the connection closes",
          label: "no COMMIT follows",
          fix: "end it with COMMIT",
        });
    }
  },
});

function rest(step: Step, end: FoldedStatement): string {
  const after = step.statements.length - step.statements.indexOf(end) - 1;
  return after === 0
    ? "nothing is left for the tool to commit"
    : `${after} ${after === 1 ? "statement runs" : "statements run"} after it without a transaction`;
}

/** The last BEGIN, when nothing ends it. */
function leftOpen(history: History, commands: readonly FoldedStatement[]): FoldedStatement | undefined {
  const last = commands.at(-1);
  // The scripts of psql's \i may go on in another file; a folder of plain files is run by something we do not know.
  return last !== undefined && history.tool !== "plain" && commandOf(last.statement) === "begin" ? last : undefined;
}
