import type { Schema, Table } from "../../src/model/schema.ts";
import { sqlName } from "../../src/model/schema/identifiers.ts";
import { defineRule } from "../../src/rule/define.ts";
import { list } from "../../src/rule/options.ts";

export default defineRule({
  id: "schema/default-partition",
  practice: "data/scale",
  severity: "info",
  confidence: "medium",
  preset: "strict",
  since: "0.1.0",
  summary: "a table partitioned by range or list has a default partition",
  why: 'A row that no partition is for is refused: "no partition of relation found for row". With partitions by month that is every insert from the first second of the month whose partition nobody made, and with partitions by list the first row of a new customer or country.',
  fix: "add a default partition, and watch that it stays empty",
  tradeoff:
    "While a default partition exists, each new partition scans it under a lock for rows that belong to the new one, and it can only be detached without CONCURRENTLY. Where partitions are made ahead by a job that is watched, an error may be preferred to rows in the wrong place.",
  references: [
    "https://www.postgresql.org/docs/current/ddl-partitioning.html#DDL-PARTITIONING-DECLARATIVE",
    "https://www.postgresql.org/docs/current/sql-createtable.html#SQL-CREATETABLE-PARTITION",
  ],
  options: { ignoreTables: list("partitioned tables that need none, by name: `events`, `audit.log`") },
  check({ schema, report, options }) {
    const partitions = partitionsByParent(schema);
    for (const table of schema.tables()) {
      const parts = partitions.get(table.path) ?? [];
      // Without any partition in the history, something else makes them.
      if (table.partitionBy === null || table.partitionBy.strategy === "hash" || parts.length === 0) continue;
      if (
        parts.some((part) => part.partitionBound === "DEFAULT") ||
        coversAll(parts) ||
        madeByFunction(schema, table) ||
        options.ignoreTables.includes(table.path)
      )
        continue;
      report({
        at: table,
        message: `\`${table.path}\` has no default partition: a row outside its ${parts.length} ${parts.length === 1 ? "partition" : "partitions"} is refused`,
        label: `partitioned by ${table.partitionBy.strategy}`,
        related: [{ at: parts.at(-1) as Table, label: "the last one" }],
        fix: `CREATE TABLE ${sqlName(table.schema, `${table.name}_default`)} PARTITION OF ${sqlName(table.schema, table.name)} DEFAULT`,
      });
    }
  },
});

function partitionsByParent(schema: Schema): ReadonlyMap<string, readonly Table[]> {
  const partitions = new Map<string, Table[]>();
  for (const table of schema.tables()) {
    if (table.partitionOf === null) continue;
    const known = partitions.get(table.partitionOf);
    if (known === undefined) partitions.set(table.partitionOf, [table]);
    else known.push(table);
  }
  return partitions;
}

/** Ranges whose ends are open on both sides; gaps between them are rare and not looked for. */
function coversAll(parts: readonly Table[]): boolean {
  return (
    parts.some((part) => /\bto\s*\(\s*maxvalue/i.test(part.partitionBound ?? "")) &&
    parts.some((part) => /\bfrom\s*\(\s*minvalue/i.test(part.partitionBound ?? ""))
  );
}

/** A function of the database that makes partitions of it, ahead of time or with a trigger. */
function madeByFunction(schema: Schema, table: Table): boolean {
  return schema
    .functions()
    .some(({ body }) => body !== null && /partition\s+of|attach\s+partition/i.test(body) && body.includes(table.name));
}
