import type { Index, Table } from "../../src/model/schema.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "schema/partition-key-in-unique",
  practice: "data/scale",
  severity: "warning",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "a unique key of a partitioned table holds the partition key",
  why: "PostgreSQL checks uniqueness in each partition by itself. It refuses a primary key or unique constraint on a partitioned table that lacks a column of the partition key; made on the partitions instead, the constraint holds within each of them, and the same value can stand in two. No foreign key can refer to it, and ON CONFLICT on the whole table finds no such constraint.",
  fix: "add the partition key's columns to the unique key, on the partitioned table",
  tradeoff:
    "Values that cannot repeat by their making, such as random UUIDs, are unique without a constraint over the whole table.",
  references: [
    "https://www.postgresql.org/docs/current/ddl-partitioning.html#DDL-PARTITIONING-DECLARATIVE-LIMITATIONS",
  ],
  check({ schema, history, report }) {
    for (const table of schema.tables()) {
      const parent = table.partitionOf === null ? undefined : schema.table(table.partitionOf);
      for (const [partitioned, index] of [
        ...ownIndexes(table),
        ...(parent === undefined ? [] : ownIndexes(table).map(([, own]) => [parent, own] as const)),
      ]) {
        const key = partitioned.partitionBy;
        if (key === null || !index.unique) continue;
        const missing = key.columns.filter((column) => column === null || !index.columns.includes(column));
        if (missing.length === 0) continue;
        const whole = partitioned === table;
        report({
          at: index,
          message: whole
            ? `\`${index.name}\` lacks ${named(missing)} of the partition key of \`${partitioned.path}\`, and PostgreSQL refuses it`
            : `\`${index.name}\` is unique within the partition \`${table.path}\` alone: it lacks ${named(missing)} of the partition key`,
          label: `unique over \`${index.columns.join("`, `")}\``,
          related: [
            {
              at: partitioned,
              label: `partitioned by ${key.strategy} (${key.columns.map((column) => column ?? "an expression").join(", ")})`,
            },
          ],
          // The same constraint on each partition is one decision.
          fold: { by: "cause", key: `${history.name} ${partitioned.path} ${index.columns.join(" ")}` },
        });
      }
    }
  },
});

/** The indexes that a table has of itself, and not as a part of its parent's. */
function ownIndexes(table: Table): readonly (readonly [Table, Index])[] {
  return table.indexes.filter((index) => index.partOf === null).map((index) => [table, index] as const);
}

function named(columns: readonly (string | null)[]): string {
  return columns.map((column) => (column === null ? "the expression" : `\`${column}\``)).join(", ");
}
