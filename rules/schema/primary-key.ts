import type { RelatedPlace } from "../../src/findings/report.ts";
import type { History, Index, Table } from "../../src/model/schema.ts";
import { isBookkeeping } from "../../src/model/schema/bookkeeping.ts";
import { quoteIdentifier, sqlName } from "../../src/model/schema/identifiers.ts";
import { defineRule } from "../../src/rule/define.ts";
import { list } from "../../src/rule/options.ts";

export default defineRule({
  id: "schema/primary-key",
  practice: "data/keys",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  summary: "every table has a primary key",
  why: "Without a primary key two rows can be equal, and nothing can say which one to update or delete. Logical replication refuses UPDATE and DELETE on such a table once it is published, unless it is given another replica identity, and tools that page, copy or compare rows by key cannot work on it.",
  fix: "add a primary key: the columns that tell its rows apart, or an identity column",
  tradeoff:
    "A table that is only appended to and read in bulk, such as raw log lines, or one that is loaded and emptied as a whole, can do without.",
  references: [
    "https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-PRIMARY-KEYS",
    "https://www.postgresql.org/docs/current/logical-replication-publication.html",
  ],
  options: { ignoreTables: list("tables that need no primary key, by name: `events`, `audit.log`") },
  check({ schema, history, report, options }) {
    const dropped = droppedKeys(history);
    for (const table of schema.tables()) {
      // A partition has the key of its parent, which is judged.
      if (table.primaryKey !== null || table.partitionOf !== null || table.temporary) continue;
      if (isBookkeeping(table) || options.ignoreTables.includes(table.path)) continue;
      const near = table.indexes.find((index) => isAlmostKey(table, index));
      report({
        at: table,
        message:
          near === undefined
            ? `table \`${table.path}\` has no primary key`
            : `table \`${table.path}\` has no primary key, only unique columns that could be it`,
        label: "made here",
        related: [
          ...(dropped.get(table.path) ?? []),
          ...(near === undefined
            ? []
            : [{ at: near, label: `unique, and never null: \`${near.columns.join("`, `")}\`` }]),
        ],
        fix: fixOf(table, near),
      });
    }
  },
});

/** Where a table lost the key it had, by the table's path at that time. */
function droppedKeys(history: History): ReadonlyMap<string, readonly RelatedPlace[]> {
  const dropped = new Map<string, readonly RelatedPlace[]>();
  for (const change of history.changes("drop-constraint", "drop-column")) {
    const table = change.before.table(change.change.table);
    if (
      table === undefined ||
      table.primaryKey === null ||
      change.after.table(change.change.table)?.primaryKey !== null
    )
      continue;
    dropped.set(table.path, [{ at: change, label: "its primary key is dropped here" }]);
  }
  return dropped;
}

/** A whole unique index over columns that are never null: a primary key in all but name. */
function isAlmostKey(table: Table, index: Index): boolean {
  return (
    index.unique &&
    index.valid &&
    index.where === null &&
    index.keys.every(({ column }) => column !== null && table.column(column)?.nullable === false)
  );
}

function fixOf(table: Table, near: Index | undefined): string {
  const name = sqlName(table.schema, table.name);
  if (near === undefined)
    return `ALTER TABLE ${name} ADD PRIMARY KEY (…) over the columns that tell its rows apart, or add an identity column`;
  // An index that a constraint owns cannot become another one's.
  if (near.constraint === null && table.partitionBy === null)
    return `ALTER TABLE ${name} ADD PRIMARY KEY USING INDEX ${quoteIdentifier(near.name)}: the index is there, no row is read`;
  return `ALTER TABLE ${name} ADD PRIMARY KEY (${near.columns.map(quoteIdentifier).join(", ")})`;
}
