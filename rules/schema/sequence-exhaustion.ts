import type { Column, Sequence } from "../../src/model/schema.ts";
import { sqlName } from "../../src/model/schema/identifiers.ts";
import { ownTables } from "../../src/model/schema/own-tables.ts";
import { defineRule } from "../../src/rule/define.ts";

const bytes: ReadonlyMap<string, number> = new Map([
  ["smallint", 2],
  ["integer", 4],
  ["bigint", 8],
]);
const last: ReadonlyMap<string, string> = new Map([
  ["smallint", "32,767"],
  ["integer", "2,147,483,647"],
]);

export default defineRule({
  id: "schema/sequence-exhaustion",
  practice: "data/scale",
  severity: "warning",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "a sequence counts as far as its column reaches",
  why: 'A sequence ends at the largest value of its own type, which serial sets to the type the column had when it was made. Widening the column to bigint leaves the sequence an integer: after 2,147,483,647 every insert fails with "nextval: reached maximum value of sequence", on the very table that was widened so that this would not happen. Rolled-back inserts and ON CONFLICT use numbers up as well. A smallint ends after 32,767.',
  fix: "give the sequence the column's type: ALTER SEQUENCE … AS bigint, which takes no time",
  tradeoff: "A table that will never see so many inserts in its life.",
  references: [
    "https://www.postgresql.org/docs/current/sql-altersequence.html",
    "https://www.postgresql.org/docs/current/datatype-numeric.html#DATATYPE-SERIAL",
  ],
  check({ schema, report }) {
    const own = new Set(ownTables(schema).map((table) => table.path));
    for (const sequence of schema.sequences()) {
      const column = sequence.columns.find((candidate) => own.has(candidate.table) && endsTooSoon(sequence, candidate));
      if (column === undefined) continue;
      const name = sqlName(sequence.schema, sequence.name);
      const short = bytesOf(column.type) === 2;
      report({
        at: { at: column.typeAt, anchor: column.anchor, within: column.within ?? column.at },
        message: short
          ? `\`${column.path}\` is a smallint that a sequence fills: it ends after ${last.get("smallint") as string} rows`
          : `\`${column.path}\` is ${column.type}, and its sequence \`${sequence.path}\` still ends at ${last.get(sequence.type) ?? ""}`,
        label: column.type,
        related: short ? [] : [{ at: sequence, label: `counts in ${sequence.type}` }],
        fix: short
          ? "make the column an integer or bigint, and its sequence too"
          : `ALTER SEQUENCE ${name} AS ${column.type}`,
      });
    }
  },
});

function endsTooSoon(sequence: Sequence, column: Column): boolean {
  const reach = bytesOf(column.type);
  return reach !== undefined && (reach === 2 || (bytesOf(sequence.type) ?? 8) < reach);
}

function bytesOf(type: string): number | undefined {
  return bytes.get(type);
}
