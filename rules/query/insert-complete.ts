import { missingValues } from "../../src/model/queries/required.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "query/insert-complete",
  practice: "cross/query",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  summary: "an INSERT gives every column that must have a value",
  why: "PostgreSQL refuses a row without a value for a column that is NOT NULL and has no default (error 23502), each time. Neither the query nor the table looks wrong by itself.",
  fix: "give the column, or give it a default",
  tradeoff:
    "A column that a migration made required later is reported by `migration/breaks-code`, at that migration. Tables with a trigger before INSERT are left alone, as it may set the value.",
  references: [
    "https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-NOT-NULL",
    "https://www.postgresql.org/docs/current/errcodes-appendix.html",
  ],
  check(project) {
    for (const { of, target, table, column, since } of missingValues(project)) {
      if (since) continue;
      project.report({
        at: { at: target.at, anchor: of.query.anchor, within: of.query.at },
        key: column.path,
        message: `the INSERT gives no \`${column.path}\`, which must not be null`,
        label: "nothing is given for it here",
        related: [{ at: column, label: "NOT NULL, and without a default" }],
        fold: { by: "cause", key: `${of.query.anchor} ${table.path}` },
        ...(of.schema.complete ? {} : { confidence: "medium" as const }),
      });
    }
  },
});
