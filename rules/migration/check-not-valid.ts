import { quoteIdentifier, sqlName } from "../../src/model/schema/identifiers.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "migration/check-not-valid",
  practice: "migration/zero-downtime",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  summary: "a check is added to a live table without reading its rows at once",
  why: "ADD CHECK takes an ACCESS EXCLUSIVE lock and then reads the whole table: until it is done nothing can read or write it. NOT VALID takes the lock for a moment and checks new rows only; VALIDATE CONSTRAINT reads the old ones while reads and writes go on.",
  fix: "add it NOT VALID, and VALIDATE CONSTRAINT in a later migration",
  tradeoff: "On a small table the scan is over at once, and one statement is simpler than two migrations.",
  references: ["https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-NOTES"],
  check({ history, report }) {
    for (const folded of history.changes("add-constraint")) {
      const { change, before, after, step, statement } = folded;
      if (change.constraint.type !== "check" || !change.constraint.validated || statement.certainty !== "certain" || folded.refusal !== null) continue;
      const table = before.table(change.table);
      if (table === undefined || table.temporary || table.createdBy === step.migration) continue;
      const added = after.table(change.table)?.checks.find((check) => !table.checks.some((known) => known.name === check.name));
      if (added === undefined) continue;
      report({
        at: folded,
        message: `check \`${added.name}\` reads the whole of \`${table.path}\` while nothing else can`,
        label: "reads all rows under the lock",
        related: [{ at: table, label: "here since an earlier migration" }],
        fix: `add NOT VALID here, and ALTER TABLE ${sqlName(table.schema, table.name)} VALIDATE CONSTRAINT ${quoteIdentifier(added.name)} in a later migration`,
      });
    }
  },
});
