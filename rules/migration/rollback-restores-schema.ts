import type { Difference, Step, Undo } from "../../src/model/schema.ts";
import { refusalText } from "../../src/model/schema/refused-name.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "migration/rollback-restores-schema",
  practice: "migration/rollback",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  summary: "after the up and the down the schema is what it was before",
  why: "A down that leaves something behind, forgets something, or fails, is found out when a release is rolled back: the next attempt to apply the migration stops because the table is there already, or the old release meets a column that lost its default or its index. The archlint model folds the up and the down, and compares.",
  fix: "write into the down the inverse of each statement of the up, in reverse order",
  tradeoff: "What is left on purpose, since the old release does not mind it, can be said with an ignore comment.",
  references: [
    "https://github.com/golang-migrate/migrate/blob/master/MIGRATIONS.md",
    "https://pressly.github.io/goose/documentation/annotations/",
  ],
  check({ history, report }) {
    for (const step of history.steps) {
      const { undo } = step;
      const { down } = step.migration;
      // An empty down and a missing one are other rules' matter.
      if (undo === null || down === null || down.statements.length === 0 || !undo.certain) continue;
      const refused = refusalOf(step, undo);
      if (refused !== undefined) {
        report({
          at: { at: refused.change.at, within: refused.within, anchor: `${step.anchor}#down refused` },
          message: `the rollback of \`${step.migration.version}\` fails: ${refused.reason}`,
          label: "PostgreSQL refuses this after the up",
          related: [{ at: step, label: "the migration it is to undo" }],
          fix: "drop and make things in the reverse order of the up, by the names they have after it",
        });
        continue;
      }
      const found = undo.differences();
      const first = found[0];
      if (first === undefined) continue;
      report({
        at: { at: down.at, within: down.at, anchor: `${step.anchor}#down` },
        message: `the rollback of \`${step.migration.version}\` does not restore the schema: ${listed(found)}`,
        label: "leaves another schema than it found",
        related: placesOf(found),
        ...(first.kind === "left" && found.length === 1
          ? { fix: `undo it in the down: ${first.text.replace(/ stays$/, "")} was not there before` }
          : {}),
        ...(isSure(step, found) ? {} : { confidence: "medium" as const }),
      });
    }
  },
});

/** The first statement of the down that PostgreSQL would refuse, where everything up to it is known. */
function refusalOf(step: Step, undo: Undo) {
  if (!step.after.complete) return undefined;
  for (const { statement, changes } of undo.statements) {
    for (const { change, refusal } of changes)
      if (refusal !== null) return { change, within: statement.at, reason: refusalText(refusal) };
  }
  return undefined;
}

function listed(found: readonly Difference[]): string {
  const shown = found
    .slice(0, 3)
    .map(({ text }) => text)
    .join("; ");
  return found.length > 3 ? `${shown}; and ${found.length - 3} more` : shown;
}

function placesOf(found: readonly Difference[]): { at: NonNullable<Difference["at"]>; label: string }[] {
  const label = {
    left: "made here, and not undone",
    missing: "gone from here on",
    changed: "changed here, and not changed back",
  };
  const places = found.flatMap(({ at, kind }) => (at === null ? [] : [{ at, label: label[kind] }]));
  return places.filter(({ at }, index) => places.findIndex((other) => other.at.at === at.at) === index).slice(0, 3);
}

/** PostgreSQL has no statement that takes a value out of an enum: a value that stays is seldom a mistake. */
function isSure(step: Step, found: readonly Difference[]): boolean {
  return step.before.complete && !found.every(({ kind, text }) => kind === "left" && text.startsWith("value "));
}
