import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "migration/parses",
  practice: "migration/discipline",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  summary: "PostgreSQL can read every statement of a migration",
  why: "A migration with a syntax error fails when it is run, which may be in the middle of a deployment; tools that do not run it in a transaction leave the database half changed. Whatever the statement would have done is also missing from the schema that all other rules look at.",
  fix: "mend the statement where PostgreSQL's parser stopped",
  tradeoff:
    "A file that a template engine or psql completes before it runs is no plain SQL: leave it out with `ignore`, or say so with an ignore comment.",
  references: ["https://www.postgresql.org/docs/current/sql-commands.html"],
  check({ history, report }) {
    for (const step of history.steps) {
      for (const [index, unread] of step.migration.unread.entries()) {
        report({
          at: {
            at: unread.stoppedAt,
            within: unread.at,
            anchor: `${step.anchor}#unread${index === 0 ? "" : `~${index + 1}`}`,
          },
          message: `PostgreSQL cannot read this statement: ${said(unread.message)}`,
          label: "its parser stopped here",
          ...(isBackquote(unread.message) ? { fix: forMysql } : {}),
        });
      }
    }
  },
});

const forMysql =
  "put names in double quotes; if the file is not for PostgreSQL, leave it out with `ignore` in the configuration";

function isBackquote(message: string): boolean {
  return message.endsWith('at or near "`"');
}

function said(message: string): string {
  return isBackquote(message) ? "a name is quoted as MySQL does" : inBackticks(message);
}

/** PostgreSQL puts what it stopped at in double quotes, on as many lines as it takes. */
function inBackticks(message: string): string {
  return message.replace(
    /at or near "([^]*)"$/,
    (_, near: string) => `at or near \`${near.replaceAll(/\s+/g, " ").trim()}\``,
  );
}
