import type { Step } from "../../src/model/schema.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "migration/in-order",
  practice: "migration/discipline",
  severity: "warning",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "a new migration comes after those that are merged",
  why: "Two branches write migrations side by side, and the older number is merged last. Tools that keep only the newest version (golang-migrate) skip it for good; tools that keep each version run it late on databases that are up to date and in its place on new ones, so that the order, and with it sometimes the schema, differs from one database to the other; Flyway refuses it unless out-of-order is allowed.",
  fix: "give it a version after the newest merged one, before it is merged itself",
  tradeoff:
    "A team whose tool applies missing migrations in any order, and whose branches rarely touch the same tables, can live with gaps that fill later.",
  references: [
    "https://documentation.red-gate.com/flyway/flyway-concepts/migrations/versioned-migrations",
    "https://github.com/golang-migrate/migrate/blob/master/FAQ.md",
  ],
  check({ history, changes, report }) {
    if (changes === null) return;
    const isNew = (step: Step) => changes.added.has(step.migration.file);
    const newest = history.steps.findLast((step) => !isNew(step));
    if (newest === undefined) return;
    for (const step of history.steps.slice(0, history.steps.indexOf(newest)).filter(isNew)) {
      report({
        at: step,
        message: `migration \`${step.migration.version}\` is new and comes before \`${newest.migration.version}\`, which is merged`,
        label: "not merged yet",
        related: [{ at: newest, label: "the newest that is merged" }],
      });
    }
  },
});
