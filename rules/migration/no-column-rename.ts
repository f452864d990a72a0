import { sqlName, quoteIdentifier } from "../../src/model/schema/identifiers.ts";
import { liveTable } from "../../src/model/schema/live-table.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "migration/no-column-rename",
  practice: "migration/compatibility",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  summary: "a column that is in use keeps its name",
  why: "A rename takes effect at once, and code is never deployed in the same instant: while old and new instances run side by side, the ones or the others name a column that does not exist, and each of their queries fails.",
  fix: "add the new column, write both, copy the old values, read the new one, and drop the old one in a later release; or keep the name, and map it in the code",
  tradeoff: "Where the service is stopped while it migrates, a rename is one statement instead of four releases.",
  references: [
    "https://www.postgresql.org/docs/current/ddl-alter.html#DDL-ALTER-RENAMING-COLUMN",
    "https://martinfowler.com/bliki/ParallelChange.html",
  ],
  check({ history, report }) {
    for (const folded of history.changes("rename-column")) {
      const { change, step } = folded;
      const table = liveTable(folded, change.table);
      const column = table?.column(change.column);
      if (table === undefined || column === undefined) continue;
      // A column of this step is known to nobody, and an old name that another column takes goes on to work.
      const known = step.before.table({ schema: table.schema, name: table.name }) ?? step.before.table(change.table);
      if (known !== undefined && known.column(change.column) === undefined) continue;
      if (step.after.table(change.table)?.column(change.column) !== undefined) continue;
      report({
        at: folded,
        message: `\`${column.path}\` becomes \`${change.to}\`: the release that still runs knows only the old name`,
        label: "the old name stops working here",
        related: [{ at: column, label: "in use since here" }],
        fold: { by: "cause", key: step.anchor },
        fix: `ALTER TABLE ${sqlName(table.schema, table.name)} ADD COLUMN ${quoteIdentifier(change.to)} ${column.type}; write both, copy the values, read the new one, and drop ${quoteIdentifier(change.column)} in a later release`,
      });
    }
  },
});
