import type { Change } from "../../src/facts/changes.ts";
import { defineRule } from "../../src/rule/define.ts";
import { choice } from "../../src/rule/options.ts";

export default defineRule({
  id: "migration/idempotent",
  practice: "migration/discipline",
  severity: "warning",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "a migration that can stop half-way can be run again",
  why: "Outside a transaction each statement takes effect at once. When the third of five fails, the first two are done and the migration is not: running it again stops at the first one, because the table is there already, and somebody has to finish by hand.",
  fix: "write IF NOT EXISTS and IF EXISTS, so that what is done already is passed over",
  tradeoff: "IF NOT EXISTS also passes over a thing of that name that is another; in a transaction it is not needed.",
  references: [
    "https://www.postgresql.org/docs/current/sql-createtable.html",
    "https://www.postgresql.org/docs/current/sql-altertable.html",
  ],
  options: {
    where: choice(
      "`outside-transactions` looks at migrations that the tool runs without one, `everywhere` at all",
      ["outside-transactions", "everywhere"],
      "outside-transactions",
    ),
  },
  check({ history, report, options }) {
    const everywhere = options.where === "everywhere";
    const found = [];
    let guardable = 0;
    for (const step of history.steps) {
      // Who runs a folder of plain files is not known; a file of one statement is done or it is not.
      const asked =
        everywhere ||
        (!step.migration.transaction &&
          history.tool !== "plain" &&
          step.statements.length > 1 &&
          !opensTransaction(step.statements.flatMap(({ statement }) => statement.changes)));
      for (const statement of asked ? step.statements : []) {
        if (statement.statement.certainty !== "certain") continue;
        for (const folded of statement.changes) {
          const missing = missingGuard(folded.change, statement.statement.ifExists === true);
          if (missing === undefined) continue;
          guardable++;
          // What stands on a table of this step is made again with it.
          if (missing !== null) found.push({ folded, verb: statement.statement.verb, missing });
        }
      }
    }
    for (const { folded, verb, missing } of found) {
      report({
        at: folded,
        message: `${verb} without ${missing}: run a second time, it stops here`,
        label: "fails when it is done already",
        fix: `write ${missing}`,
        fold: { by: "convention", key: history.name, of: guardable },
      });
    }
  },
});

function opensTransaction(changes: readonly Change[]): boolean {
  return changes.some((change) => change.kind === "transaction" && change.command === "begin");
}

/** What a change lacks; null when it has it, undefined when PostgreSQL knows none for it. */
function missingGuard(change: Change, ifExists: boolean): "IF EXISTS" | "IF NOT EXISTS" | null | undefined {
  if ("ifNotExists" in change) return change.ifNotExists ? null : "IF NOT EXISTS";
  if ("ifExists" in change) return change.ifExists || ifExists ? null : "IF EXISTS";
  return undefined;
}
