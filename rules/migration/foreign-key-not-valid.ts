import { quoteIdentifier, sqlName } from "../../src/model/schema/identifiers.ts";
import { isEmptiedBefore } from "../../src/model/schema/emptied-before.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "migration/foreign-key-not-valid",
  practice: "migration/zero-downtime",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  summary: "a foreign key is added to a live table without checking its rows at once",
  why: "ADD FOREIGN KEY takes a SHARE ROW EXCLUSIVE lock on both tables and then looks up every row of the one in the other: writes to both wait until it is done. NOT VALID takes the same locks for a moment and checks new rows only; VALIDATE CONSTRAINT checks the old ones while writes go on.",
  fix: "add it NOT VALID, and VALIDATE CONSTRAINT in a later migration",
  tradeoff: "On small tables the check is over at once, and one statement is simpler than two migrations.",
  references: [
    "https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-NOTES",
    "https://www.postgresql.org/docs/current/explicit-locking.html#LOCKING-TABLES",
  ],
  check({ history, report }) {
    for (const folded of history.changes("add-constraint")) {
      const { change, before, after, step, statement } = folded;
      const { constraint } = change;
      if (
        constraint.type !== "foreign key" ||
        !constraint.validated ||
        constraint.references === null ||
        statement.certainty !== "certain" ||
        folded.refusal !== null
      )
        continue;
      const table = before.table(change.table);
      // A table of this release has no rows to check. A key that is there already is left alone.
      if (
        table === undefined ||
        table.temporary ||
        step.releasedWith(table.createdBy) ||
        table.foreignKeys.length === after.table(change.table)?.foreignKeys.length
      )
        continue;
      const target = before.table(constraint.references.table);
      // One that was emptied just before has none either.
      if (isEmptiedBefore(folded, table)) continue;
      // A partitioned table takes no NOT VALID foreign key before PostgreSQL 18.
      if (table.partitionBy !== null) continue;
      const name =
        after
          .table(change.table)
          ?.foreignKeys.find((key) => !table.foreignKeys.some((known) => known.name === key.name))?.name ?? "";
      const fresh = target !== undefined && step.releasedWith(target.createdBy);
      report({
        at: folded,
        message: `foreign key \`${name}\` checks every row of \`${table.path}\` while writes to it${fresh ? "" : ` and to \`${constraint.references.table.name}\``} wait`,
        label: "reads all rows under the lock",
        related: [{ at: table, label: "here since an earlier migration" }],
        fix: `add NOT VALID here, and ALTER TABLE ${sqlName(table.schema, table.name)} VALIDATE CONSTRAINT ${quoteIdentifier(name)} in a later migration`,
      });
    }
  },
});
