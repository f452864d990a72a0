import { quoteIdentifier, sqlName } from "../../src/model/schema/identifiers.ts";
import { outsideTransaction } from "../../src/model/schema/outside-transaction.ts";
import type { ChangeOf } from "../../src/facts/changes.ts";
import type { FoldedChange, Table } from "../../src/model/schema.ts";
import { isEmptiedBefore } from "../../src/model/schema/emptied-before.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "migration/concurrent-index",
  practice: "migration/zero-downtime",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  summary: "an index on a table that is in use is built concurrently",
  why: "CREATE INDEX takes a SHARE lock: until the index is built, every INSERT, UPDATE and DELETE on the table waits, and in a migration that runs in a transaction the lock is held until its end. On a table of some size this is an outage. With CONCURRENTLY PostgreSQL builds the index while writes go on.",
  fix: "write CREATE INDEX CONCURRENTLY, in a migration that runs outside a transaction",
  tradeoff:
    "On a small table, or one that nothing writes to yet, the lock is over before anybody notices, and a plain CREATE INDEX rolls back with its migration; a concurrent build that fails leaves an invalid index to drop.",
  references: [
    "https://www.postgresql.org/docs/current/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY",
    "https://www.postgresql.org/docs/current/explicit-locking.html#LOCKING-TABLES",
  ],
  check({ history, report }) {
    for (const folded of history.changes("create-index")) {
      const { change, step, before, statement } = folded;
      if (change.concurrently || change.only || statement.certainty !== "certain") continue;
      const table = before.table(change.table);
      // A table of this release is empty and unknown to others; one that is not known at all may be either.
      if (table === undefined || table.temporary || step.releasedWith(table.createdBy)) continue;
      if (isEmptiedBefore(folded, table)) continue;
      if (
        change.ifNotExists &&
        change.name !== null &&
        before.index({ schema: table.schema, name: change.name }) !== undefined
      )
        continue;
      report({
        at: folded,
        message: `${change.name === null ? "an index" : `index \`${change.name}\``} on \`${table.path}\` is built without CONCURRENTLY`,
        label: "writes wait until it is built",
        related: [{ at: table, label: "here since an earlier migration" }],
        fix: table.partitionBy === null ? fixOf(folded, outsideTransaction(history)) : partitionedFix(table, change),
      });
    }
  },
});

function fixOf({ change, step }: FoldedChange<ChangeOf<"create-index">>, outside: string): string {
  const create = `write CREATE ${change.index.unique ? "UNIQUE " : ""}INDEX CONCURRENTLY`;
  return step.migration.transaction ? `${create}; it cannot run in a transaction, so ${outside}` : create;
}

/** PostgreSQL refuses CONCURRENTLY on a partitioned table. */
function partitionedFix(table: Table, change: ChangeOf<"create-index">): string {
  const index = change.name === null ? "the index" : quoteIdentifier(change.name);
  return `create ${index} ON ONLY ${sqlName(table.schema, table.name)}, then build one CONCURRENTLY on each partition and ALTER INDEX … ATTACH PARTITION`;
}
