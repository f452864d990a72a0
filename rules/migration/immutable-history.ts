import type { Step } from "../../src/model/schema.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "migration/immutable-history",
  practice: "migration/discipline",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  summary: "a migration that was merged is not changed any more",
  why: "A merged migration has been applied, here or there: on a colleague's machine, in staging, in production. Changed afterwards it runs in its new form on new databases only, and the others never see the change, so that two databases with the same history have different schemas. Tools that keep checksums (Flyway, Prisma, Liquibase, sqlx) refuse to go on at the next deployment.",
  fix: "restore the file as it was merged, and write the change as a new migration",
  tradeoff:
    "A migration that was merged a moment ago and has run nowhere may be corrected, and so may comments in a tool without checksums.",
  references: [
    "https://documentation.red-gate.com/flyway/flyway-concepts/migrations/versioned-migrations",
    "https://www.prisma.io/docs/orm/prisma-migrate/understanding-prisma-migrate/migration-histories",
  ],
  check({ history, changes, report }) {
    if (changes === null) return;
    for (const step of history.steps) {
      const { file } = step.migration;
      if (!changes.modified.has(file) || isRepeatable(step) || holdsSeveral(history.steps, file)) continue;
      report({
        at: step,
        message: `migration \`${step.migration.version}\` was merged, and is changed now`,
        label: "databases that have applied it will not see the change",
      });
    }
  },
});

/** Flyway runs `R__` migrations again whenever they change: changing them is their purpose. */
function isRepeatable({ migration }: Step): boolean {
  return /(?:^|\/)R__[^/]*$/.test(migration.file);
}

/** A file of several migrations grows at its end, and a file's change does not tell which of them it touched. */
function holdsSeveral(steps: readonly Step[], file: string): boolean {
  return steps.filter((step) => step.migration.file === file).length > 1;
}
