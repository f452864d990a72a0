import { objectName } from "../../src/model/schema/generated-names.ts";
import { quoteIdentifier, sqlName } from "../../src/model/schema/identifiers.ts";
import { provesNotNull, wouldProveNotNull } from "../../src/model/schema/proves-not-null.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "migration/set-not-null-via-check",
  practice: "migration/zero-downtime",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  summary: "a column of a live table becomes NOT NULL by way of a validated check",
  why: "SET NOT NULL takes an ACCESS EXCLUSIVE lock and then reads the whole table to look for nulls: until it is done nothing can read or write the table. With a validated CHECK (column IS NOT NULL) in place PostgreSQL 12 and later skips the scan, and validating that check lets reads and writes go on.",
  fix: "add the check NOT VALID, validate it in a later migration, then SET NOT NULL and drop the check",
  tradeoff: "On a small table the scan is over at once, and the three steps are more trouble than the lock.",
  references: [
    "https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-DESC-SET-DROP-NOT-NULL",
    "https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-NOTES",
  ],
  check({ history, report }) {
    for (const folded of history.changes("set-not-null")) {
      const { change, before, step, statement } = folded;
      const table = before.table(change.table);
      const column = table?.column(change.column);
      if (table === undefined || column === undefined || !column.nullable || statement.certainty !== "certain")
        continue;
      if (table.temporary || step.releasedWith(table.createdBy) || provesNotNull(table, change.column) !== undefined)
        continue;
      const waiting = wouldProveNotNull(table, change.column);
      const name = sqlName(table.schema, table.name);
      const quoted = quoteIdentifier(change.column);
      const check = quoteIdentifier(waiting?.name ?? objectName(table.name, change.column, "not_null"));
      report({
        at: folded,
        message: `\`${column.path}\` becomes NOT NULL while the whole table is read under a lock`,
        label: "reads and writes wait for the scan",
        related:
          waiting === undefined
            ? [{ at: column, label: "may hold nulls since here" }]
            : [{ at: waiting, label: "would prove it, and is not validated yet" }],
        fix: `${waiting === undefined ? `ALTER TABLE ${name} ADD CONSTRAINT ${check} CHECK (${quoted} IS NOT NULL) NOT VALID; ` : ""}ALTER TABLE ${name} VALIDATE CONSTRAINT ${check} in a migration of its own; then SET NOT NULL and drop the check`,
      });
    }
  },
});
