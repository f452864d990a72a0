import { liveTable } from "../../src/model/schema/live-table.ts";
import { narrowing } from "../../src/model/schema/narrowing.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "migration/no-type-narrowing",
  practice: "migration/compatibility",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  summary: "a column that is in use does not get a type that holds less",
  why: "A value that does not fit the new type stops the migration, on the database that has such a value: production. What PostgreSQL does convert is rounded or cut for good. And the release that still runs goes on to write the wider values, each of which now fails.",
  fix: "keep the type and add a CHECK … NOT VALID for new rows; or write a new column of the new type, and drop the old one in a later release",
  tradeoff: "Where all values are known to fit and the old code is known to write no others, the change is safe.",
  references: [
    "https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-DESC-SET-DATA-TYPE",
    "https://www.postgresql.org/docs/current/datatype.html",
  ],
  check({ history, report }) {
    for (const folded of history.changes("alter-column-type")) {
      const { change, after, step } = folded;
      const table = liveTable(folded, change.table);
      const column = table?.column(change.column);
      const now = after.table(change.table)?.column(change.column);
      if (table === undefined || column === undefined || now === undefined) continue;
      const lost = narrowing(column.type, now.type);
      if (
        lost === null ||
        step.before.table({ schema: table.schema, name: table.name })?.column(change.column) === undefined
      )
        continue;
      report({
        at: folded,
        message: `\`${column.path}\` goes from \`${column.type}\` to \`${now.type}\`: ${lost}`,
        label: "holds less from here on",
        related: [{ at: { at: column.typeAt, anchor: column.anchor }, label: `\`${column.type}\` since here` }],
        fold: { by: "cause", key: `${step.anchor} ${column.type} ${now.type}` },
      });
    }
  },
});
