import { isEmptiedBefore } from "../../src/model/schema/emptied-before.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "migration/no-required-column",
  practice: "migration/compatibility",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  summary: "a column added to a live table is nullable or has a default",
  why: 'PostgreSQL refuses to add a NOT NULL column without a default to a table that has a row ("column contains null values"), so the migration passes on an empty development database and fails in production. And the release that still runs does not know the column: each of its inserts would fail.',
  fix: "add the column with a default (a constant one rewrites nothing since PostgreSQL 11), or nullable, fill it, and set NOT NULL later",
  tradeoff: "On a table that is known to be empty everywhere, in a product that nobody runs yet, the statement works.",
  references: [
    "https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-DESC-ADD-COLUMN",
    "https://www.postgresql.org/docs/current/ddl-alter.html#DDL-ALTER-ADDING-A-COLUMN",
  ],
  check({ history, report }) {
    for (const folded of history.changes("add-column")) {
      const { change, before, after, step, statement } = folded;
      const table = before.table(change.table);
      const added = after.table(change.table)?.column(change.column.name);
      if (table === undefined || added === undefined || statement.certainty !== "certain" || folded.refusal !== null)
        continue;
      if (table.temporary || step.releasedWith(table.createdBy) || table.column(added.name) !== undefined) continue;
      if (
        added.nullable ||
        added.default !== null ||
        added.generated !== null ||
        added.identity !== null ||
        added.serial ||
        isEmptiedBefore(folded, table)
      )
        continue;
      report({
        at: folded,
        message: `\`${added.path}\` is added NOT NULL without a default to a table that may have rows`,
        label: "fails as soon as there is a row",
        related: [{ at: table, label: "here since an earlier migration" }],
      });
    }
  },
});
