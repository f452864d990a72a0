import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "migration/empty-rollback",
  practice: "migration/rollback",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  summary: "a rollback undoes something",
  why: "An empty rollback succeeds: the tool marks the migration as undone while everything it made is still there. Applying it again then fails because the table exists, or worse, an older release runs against a schema it does not know. A missing rollback at least stops and says so.",
  fix: "write the statements that undo the migration; where it cannot be undone, raise an error that says so",
  tradeoff:
    "A migration whose effect does no harm to the release before it, such as data filled in, may be left in place on purpose: say so with an ignore comment.",
  references: ["https://github.com/golang-migrate/migrate/blob/master/MIGRATIONS.md"],
  check({ history, report }) {
    for (const step of history.steps) {
      const { down } = step.migration;
      if (down === null || down.statements.length > 0) continue;
      const inDown = step.migration.unread.some(
        (unread) => unread.at.file === down.at.file && unread.at.start >= down.at.start && unread.at.end <= down.at.end,
      );
      const shapes = step.statements
        .flatMap((statement) => statement.changes)
        .filter(({ change }) => /^(?:create|drop|add|alter|rename)-/.test(change.kind));
      const first = shapes[0];
      if (inDown || first === undefined) continue;
      report({
        at: { at: down.at, anchor: `${step.anchor}#down` },
        message: `the rollback of \`${step.migration.version}\` does nothing`,
        label: "no statement",
        related: [
          {
            at: first,
            label:
              ["this stays", "this and 1 more change stay"][shapes.length - 1] ??
              `this and ${shapes.length - 1} more changes stay`,
          },
        ],
      });
    }
  },
});
