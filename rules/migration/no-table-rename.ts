import { quoteIdentifier, sqlName } from "../../src/model/schema/identifiers.ts";
import { liveTable } from "../../src/model/schema/live-table.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "migration/no-table-rename",
  practice: "migration/compatibility",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  summary: "a table that is in use keeps its name, or leaves a view behind",
  why: "A rename takes effect at once, and code is never deployed in the same instant: while old and new instances run side by side, the ones or the others name a table that does not exist, and each of their queries fails.",
  fix: "in the same migration create a view of the old name over the renamed table, which PostgreSQL lets the old code read and write; drop it in a later release",
  tradeoff: "Where the service is stopped while it migrates, the rename alone is enough.",
  references: [
    "https://www.postgresql.org/docs/current/ddl-alter.html#DDL-ALTER-RENAMING-TABLE",
    "https://www.postgresql.org/docs/current/sql-createview.html#SQL-CREATEVIEW-UPDATABLE-VIEWS",
  ],
  check({ history, report }) {
    for (const folded of history.changes("rename-table")) {
      const { change, step } = folded;
      const table = liveTable(folded, change.table);
      if (table === undefined || table.partitionOf !== null) continue;
      // A name of this step is known to nobody, and one that another table or view takes goes on to work.
      const name = { schema: table.schema, name: table.name };
      if (
        step.before.table(name) === undefined ||
        step.after.table(name) !== undefined ||
        step.after.views().some((view) => view.schema === name.schema && view.name === name.name)
      )
        continue;
      report({
        at: folded,
        message: `table \`${table.path}\` becomes \`${change.to}\`: the release that still runs knows only the old name`,
        label: "the old name stops working here",
        related: [{ at: table, label: "in use since here" }],
        fold: { by: "cause", key: step.anchor },
        fix: `keep the old name for as long as the old release runs: CREATE VIEW ${sqlName(table.schema, table.name)} AS SELECT * FROM ${table.schema === "public" ? quoteIdentifier(change.to) : sqlName(table.schema, change.to)}`,
      });
    }
  },
});
