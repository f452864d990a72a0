import type { Schema, Table } from "../../src/model/schema.ts";
import { liveTable } from "../../src/model/schema/live-table.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "migration/no-truncate",
  practice: "migration/data",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  summary: "a migration does not empty a table that is in use",
  why: "TRUNCATE takes every row of the table, and with CASCADE every row of each table that refers to it, however far away. It fires no row triggers that would log them, and a rollback brings nothing back.",
  fix: "delete the rows that must go, by a condition, and in batches; where the table is to be filled anew, fill another one and swap the two",
  tradeoff: "A cache, a queue or a table of derived rows can be emptied: ignore the place with a reason.",
  references: ["https://www.postgresql.org/docs/current/sql-truncate.html"],
  check({ history, report }) {
    for (const folded of history.changes("truncate")) {
      const { change, before, step } = folded;
      const tables = change.tables.flatMap((name) => liveTable(folded, name) ?? []);
      const first = tables[0];
      if (first === undefined) continue;
      const along = change.cascade ? referring(before, tables) : [];
      report({
        at: folded,
        message: `all rows of ${listed(tables)} are deleted${along.length === 0 ? "" : `, and with them those of ${listed(along)}`}`,
        label: "nothing brings them back",
        related: [{ at: first, label: "in use since here" }],
        fold: { by: "cause", key: step.anchor },
      });
    }
  },
});

/** The tables that CASCADE empties as well: those that refer to the ones named, and those that refer to these. */
function referring(schema: Schema, tables: readonly Table[]): readonly Table[] {
  const reached = new Set(tables.map((table) => table.anchor));
  const found: Table[] = [];
  const keys = schema.foreignKeys();
  for (const waiting = [...tables]; waiting.length > 0;) {
    const table = waiting.pop() as Table;
    for (const key of keys) {
      if (
        key.references.schema !== table.schema ||
        key.references.table !== table.name ||
        reached.has(key.table.anchor)
      )
        continue;
      reached.add(key.table.anchor);
      found.push(key.table);
      waiting.push(key.table);
    }
  }
  return found;
}

function listed(tables: readonly Table[]): string {
  const named = tables
    .slice(0, 3)
    .map((table) => `\`${table.path}\``)
    .join(", ");
  return tables.length > 3 ? `${named} and ${tables.length - 3} more` : named;
}
