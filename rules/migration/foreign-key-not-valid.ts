import { quoteIdentifier, sqlName } from "../../src/model/schema/identifiers.ts";
import type { ChangeOf } from "../../src/facts/changes.ts";
import type { ForeignKey } from "../../src/model/schema.ts";
import { liveEffectOn } from "../../src/model/schema/effects/live-effects.ts";
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
  check({ history, report, postgresVersion }) {
    for (const folded of history.changes("add-constraint", "add-column")) {
      const { change, before, after, step } = folded;
      const constraints = change.kind === "add-constraint" ? [change.constraint] : change.column.constraints;
      const constraint = constraints.find((candidate) => candidate.type === "foreign key" && candidate.validated);
      if (!constraint?.references) continue;
      const effect = liveEffectOn(folded, change.table, postgresVersion);
      // A column of nulls refers to nothing, and one that makes PostgreSQL write all rows is another rule's. A
      // partitioned table takes no NOT VALID foreign key before PostgreSQL 18.
      if (!effect?.scanned || effect.rewrite !== null || effect.table.partitionBy !== null) continue;
      const { table } = effect;
      const key = after
        .table(change.table)
        ?.foreignKeys.find((candidate) => !table.foreignKeys.some((known) => known.name === candidate.name));
      // A key that is there already is left alone.
      if (key === undefined) continue;
      const target = before.table(constraint.references.table);
      const fresh = target !== undefined && step.releasedWith(target.createdBy);
      const wait = change.kind === "add-constraint" ? "writes to it" : "reads and writes of it";
      report({
        at: folded,
        message: `foreign key \`${key.name}\` checks every row of \`${table.path}\` while ${wait}${fresh ? "" : ` and ${change.kind === "add-constraint" ? "" : "writes "}to \`${constraint.references.table.name}\``} wait`,
        label: "reads all rows under the lock",
        related: [{ at: table, label: "here since an earlier migration" }],
        fix: `${here(change, key)}, and ALTER TABLE ${sqlName(table.schema, table.name)} VALIDATE CONSTRAINT ${quoteIdentifier(key.name)} in a later migration`,
      });
    }
  },
});

function here(change: ChangeOf<"add-constraint" | "add-column">, { name, references, table }: ForeignKey): string {
  if (change.kind === "add-constraint") return "add NOT VALID here";
  const columns = references.columns.length > 0 ? ` (${references.columns.map(quoteIdentifier).join(", ")})` : "";
  return `add \`${change.column.name}\` without REFERENCES, then ALTER TABLE ${sqlName(table.schema, table.name)} ADD CONSTRAINT ${quoteIdentifier(name)} FOREIGN KEY (${quoteIdentifier(change.column.name)}) REFERENCES ${sqlName(references.schema, references.table)}${columns} NOT VALID`;
}
