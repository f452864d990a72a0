import type { Change } from "../../src/facts/changes.ts";
import type { History, Step } from "../../src/model/schema.ts";
import { inverseOf } from "../../src/model/schema/inverse.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "migration/has-rollback",
  practice: "migration/rollback",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  summary: "where migrations have rollbacks, every one has",
  why: "A release that goes wrong is undone step by step, newest first. The first migration without a rollback stops that: everything before it stays as it is, and the way back must be written by hand while the system is down. A history in which most migrations can be undone looks as if all could.",
  fix: "write the down part that undoes the migration, or an explicit one that says why it cannot be undone",
  tradeoff:
    "A team that only ever rolls forward needs no rollbacks at all: the rule is silent where fewer than half of a history's migrations have one.",
  references: [
    "https://github.com/golang-migrate/migrate/blob/master/MIGRATIONS.md",
    "https://pressly.github.io/goose/documentation/annotations/",
  ],
  check({ history, report }) {
    if (!history.hasDowns || !usesRollbacks(history)) return;
    for (const step of history.steps) {
      if (step.migration.down !== null || !changesDatabase(step)) continue;
      report({
        at: step,
        message: `migration \`${step.migration.version}\` has no rollback`,
        label: "can be applied, and not undone",
        ...inverse(step),
      });
    }
  },
});

function usesRollbacks(history: History): boolean {
  const withDown = history.steps.filter((step) => step.migration.down !== null).length;
  return withDown > 0 && withDown * 2 >= history.steps.length;
}

/** A step of settings and transaction marks alone leaves nothing to undo. */
function changesDatabase(step: Step): boolean {
  const idle: ReadonlySet<Change["kind"]> = new Set([
    "set",
    "transaction",
    "lock-table",
    "vacuum",
    "reindex",
    "cluster",
  ]);
  return (
    step.migration.unread.length > 0 ||
    step.statements.some(
      (statement) => statement.changes.length === 0 || statement.changes.some(({ change }) => !idle.has(change.kind)),
    )
  );
}

/** The rollback itself, when every change has a plain inverse and there are few enough to read. */
function inverse(step: Step): { readonly fix?: string } {
  if (step.migration.unread.length > 0 || step.statements.some((statement) => statement.changes.length === 0))
    return {};
  const changes = step.statements.flatMap((statement) => statement.changes);
  const undone = new Set<string>();
  const statements: string[] = [];
  for (const folded of changes) {
    const { change } = folded;
    // What stands on a table made in this step goes with it.
    if (change.kind !== "create-table" && "table" in change && change.table !== null && undone.has(change.table.name))
      continue;
    const statement = inverseOf(folded);
    if (statement === null) return {};
    if (change.kind === "create-table") undone.add(change.table.name);
    statements.unshift(statement);
  }
  return statements.length > 0 && statements.length <= 4
    ? { fix: `write the down part: ${statements.join("; ")}` }
    : {};
}
