import { liveEffectOn } from "../../src/model/schema/effects/live-effects.ts";
import { objectName } from "../../src/model/schema/generated-names.ts";
import { quoteIdentifier, sqlName } from "../../src/model/schema/identifiers.ts";
import { outsideTransaction } from "../../src/model/schema/outside-transaction.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "migration/unique-via-index",
  practice: "migration/zero-downtime",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  summary: "a unique constraint on a live table takes an index that was built concurrently",
  why: "ADD UNIQUE takes an ACCESS EXCLUSIVE lock and builds its index under it: until the whole table is read and sorted, nothing can read or write it. CREATE UNIQUE INDEX CONCURRENTLY builds the same index while the table is in use, and ADD CONSTRAINT … USING INDEX then takes the lock for a moment.",
  fix: "build the index with CREATE UNIQUE INDEX CONCURRENTLY, then ADD CONSTRAINT … UNIQUE USING INDEX",
  tradeoff:
    "On a small table the index is built at once, and one statement that rolls back with its migration is simpler.",
  references: [
    "https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-DESC-ADD-TABLE-CONSTRAINT-USING-INDEX",
    "https://www.postgresql.org/docs/current/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY",
  ],
  check({ history, report, postgresVersion }) {
    for (const folded of history.changes("add-constraint", "add-column")) {
      const { change, before } = folded;
      const constraint =
        change.kind === "add-constraint"
          ? change.constraint
          : change.column.constraints.find((candidate) => candidate.type === "unique");
      if (constraint?.type !== "unique" || constraint.usingIndex !== null) continue;
      const effect = liveEffectOn(folded, change.table, postgresVersion);
      // A partitioned table takes neither a concurrent build nor USING INDEX. What writes the whole table anew is another rule's.
      if (effect === undefined || !effect.scanned || effect.rewrite !== null || effect.table.partitionBy !== null)
        continue;
      const { table } = effect;
      const name = constraint.name ?? objectName(table.name, constraint.columns.join("_"), "key");
      const target = sqlName(table.schema, table.name);
      const columns = constraint.columns.map(quoteIdentifier).join(", ");
      const distinct = constraint.nullsNotDistinct ? " NULLS NOT DISTINCT" : "";
      const include =
        constraint.include.length > 0 ? ` INCLUDE (${constraint.include.map(quoteIdentifier).join(", ")})` : "";
      const outside = folded.step.migration.transaction
        ? ` (it cannot run in a transaction, so ${outsideTransaction(history)})`
        : "";
      report({
        at: folded,
        message: `unique constraint \`${name}\` builds its index on \`${table.path}\` while nothing can read or write it`,
        label: "reads all rows under the lock",
        related: [{ at: before.table(change.table) ?? table, label: "here since an earlier migration" }],
        fix: `${change.kind === "add-column" ? `add \`${change.column.name}\` without UNIQUE; then ` : ""}CREATE UNIQUE INDEX CONCURRENTLY ${quoteIdentifier(name)} ON ${target} (${columns})${include}${distinct}${outside}; then ALTER TABLE ${target} ADD CONSTRAINT ${quoteIdentifier(name)} UNIQUE USING INDEX ${quoteIdentifier(name)}${constraint.deferrable ? " DEFERRABLE" : ""}`,
      });
    }
  },
});
