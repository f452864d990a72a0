import { sqlName } from "../../src/model/schema/identifiers.ts";
import { publishedTables } from "../../src/model/schema/publications.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "schema/replica-identity",
  practice: "data/scale",
  severity: "error",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "a published table has what tells its rows apart",
  why: 'Logical replication sends an UPDATE or DELETE together with the replica identity of the row, by default its primary key. A published table without one refuses both, on the publishing server itself: "cannot update table because it does not have a replica identity and publishes updates". INSERT works, so it goes unnoticed until the first change.',
  fix: "give the table a primary key, or name a unique index over columns that are never null: ALTER TABLE … REPLICA IDENTITY USING INDEX …",
  tradeoff:
    "REPLICA IDENTITY FULL helps a table without any key, and sends every column of the old row; a subscriber then searches its whole table for each change. A table that is only appended to never meets the error.",
  references: [
    "https://www.postgresql.org/docs/current/logical-replication-publication.html",
    "https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-REPLICA-IDENTITY",
  ],
  check({ history, report }) {
    for (const { table, publication, by } of publishedTables(history)) {
      const nothing = table.replicaIdentity === "nothing";
      // A partitioned table sends the changes of its partitions, which have its keys.
      if (table.temporary || table.unlogged || table.partitionOf !== null) continue;
      if (!nothing && (table.replicaIdentity !== "default" || table.primaryKey !== null)) continue;
      report({
        at: table,
        key: publication,
        message: `table \`${table.path}\` is published by \`${publication}\` and has no ${nothing ? "replica identity" : "primary key"}: each UPDATE and DELETE is refused`,
        label: nothing ? "REPLICA IDENTITY NOTHING" : "no primary key",
        related: [{ at: by, label: "published here" }],
        fix: nothing
          ? `ALTER TABLE ${sqlName(table.schema, table.name)} REPLICA IDENTITY DEFAULT`
          : `add a primary key, or ALTER TABLE ${sqlName(table.schema, table.name)} REPLICA IDENTITY FULL`,
      });
    }
  },
});
