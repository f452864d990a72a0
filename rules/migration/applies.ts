import type { Change } from "../../src/facts/changes.ts";
import type { FoldedChange, History } from "../../src/model/schema.ts";
import { elsewhere, refusalText } from "../../src/model/schema/refused-name.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "migration/applies",
  practice: "migration/discipline",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  summary: "a migration names only what exists at that point of the history",
  why: "A migration that alters a table which is not there, or makes one that is, fails on every database that runs the history from its start: a new developer's, the one of a test run, the one a disaster is recovered into. It may have passed on the database of whoever wrote it, which had been changed by hand or by migrations in another order.",
  fix: "name the thing as it is called at this point, or write IF EXISTS or IF NOT EXISTS where both are expected",
  tradeoff:
    "A history that begins on a database made by something else cannot be known; the rule is silent on tables it never sees made.",
  references: ["https://www.postgresql.org/docs/current/errcodes-appendix.html"],
  check({ history, report }) {
    for (const folded of refused(history)) {
      const { refusal, before, statement, step } = folded;
      if (refusal === null || statement.certainty !== "certain" || !before.complete) continue;
      const known = elsewhere(history, folded);
      if (known === null) continue;
      report({
        at: folded,
        message: `PostgreSQL refuses this statement at this point: ${refusalText(refusal)}`,
        label: "fails on a database that runs the history from its start",
        related: known.place === null ? [] : [{ at: known.place, label: known.label }],
        // Code around the statement may ask first whether the thing is there.
        ...(folded.at.file.endsWith(".sql") ? {} : { confidence: "medium" as const }),
        fold: { by: "cause", key: step.anchor },
      });
    }
  },
});

function* refused(history: History): Iterable<FoldedChange<Change>> {
  for (const step of history.steps)
    for (const statement of step.statements)
      for (const folded of statement.changes) if (folded.refusal !== null) yield folded;
}
