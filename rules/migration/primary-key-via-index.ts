import type { ConstraintDefinition } from "../../src/facts/sql-parts.ts";
import type { History, Step, Table } from "../../src/model/schema.ts";
import { mayHoldNulls } from "../../src/model/schema/effects/constraints.ts";
import { liveEffectOn } from "../../src/model/schema/effects/live-effects.ts";
import { objectName } from "../../src/model/schema/generated-names.ts";
import { quoteIdentifier, sqlName } from "../../src/model/schema/identifiers.ts";
import { outsideTransaction } from "../../src/model/schema/outside-transaction.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "migration/primary-key-via-index",
  practice: "migration/zero-downtime",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  summary: "a primary key on a live table takes an index that was built concurrently, over columns that are NOT NULL",
  why: "ADD PRIMARY KEY takes an ACCESS EXCLUSIVE lock, builds its index and looks for nulls under it: until the whole table has been read, nothing can read or write it. With USING INDEX the index is there already; the search for nulls is spared only when the columns are NOT NULL, or (from PostgreSQL 12) a validated check says that they hold none.",
  fix: "make the columns NOT NULL, build the index with CREATE UNIQUE INDEX CONCURRENTLY, then ADD PRIMARY KEY USING INDEX",
  tradeoff:
    "On a small table the index is built at once, and one statement that rolls back with its migration is simpler.",
  references: [
    "https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-DESC-ADD-TABLE-CONSTRAINT-USING-INDEX",
  ],
  check({ history, report, postgresVersion }) {
    for (const folded of history.changes("add-constraint")) {
      const { change, step } = folded;
      const { constraint } = change;
      if (constraint.type !== "primary key") continue;
      const effect = liveEffectOn(folded, change.table, postgresVersion);
      if (effect === undefined || !effect.scanned || effect.table.partitionBy !== null) continue;
      const { table } = effect;
      report({
        at: folded,
        message:
          constraint.usingIndex === null
            ? `the primary key of \`${table.path}\` builds its index while nothing can read or write the table`
            : `the primary key of \`${table.path}\` looks for nulls in every row while nothing can read or write the table`,
        label: "reads all rows under the lock",
        related: [{ at: table, label: "here since an earlier migration" }],
        fix: fixOf(history, step, table, constraint, postgresVersion),
      });
    }
  },
});

function fixOf(history: History, step: Step, table: Table, constraint: ConstraintDefinition, version: number): string {
  const target = sqlName(table.schema, table.name);
  const taken = table.indexes.find((index) => index.name === constraint.usingIndex);
  const columns = taken?.keys.flatMap((key) => key.column ?? []) ?? constraint.columns;
  const steps = columns
    .filter((column) => mayHoldNulls(table, column, version))
    .map((column) => {
      const check = quoteIdentifier(objectName(table.name, column, "not_null"));
      return `ALTER TABLE ${target} ADD CONSTRAINT ${check} CHECK (${quoteIdentifier(column)} IS NOT NULL) NOT VALID; ALTER TABLE ${target} VALIDATE CONSTRAINT ${check} in a later migration`;
    });
  if (constraint.usingIndex === null) {
    const key = constraint.name ?? objectName(table.name, null, "pkey");
    const name = quoteIdentifier(key);
    const include =
      constraint.include.length > 0 ? ` INCLUDE (${constraint.include.map(quoteIdentifier).join(", ")})` : "";
    const outside = step.migration.transaction
      ? ` (it cannot run in a transaction, so ${outsideTransaction(history)})`
      : "";
    const columnList = constraint.columns.map(quoteIdentifier).join(", ");
    // The key it replaces has its name until the last step.
    const replaced = step.before.table({ schema: table.schema, name: table.name })?.primaryKey;
    const index = replaced?.name === key ? quoteIdentifier(objectName(key, null, "new")) : name;
    const drop = replaced == null ? "" : `DROP CONSTRAINT ${quoteIdentifier(replaced.name)}, `;
    steps.push(
      `CREATE UNIQUE INDEX CONCURRENTLY ${index} ON ${target} (${columnList})${include}${outside}`,
      `ALTER TABLE ${target} ${drop}ADD CONSTRAINT ${name} PRIMARY KEY USING INDEX ${index}`,
    );
  } else steps.push("add the primary key");
  return steps.join("; then ");
}
