import { expect, it } from "vitest";
import { boundCheck, impliesBound } from "../../../../src/model/schema/effects/partition-bound.ts";
import { foldSql } from "../fold-sql.ts";

async function tables(by: string, check: string) {
  const history = await foldSql(
    `CREATE TABLE parent (d date, k text) PARTITION BY ${by}; CREATE TABLE part (d date, k text NOT NULL); ALTER TABLE part ADD CONSTRAINT c CHECK (${check})`,
  );
  const parent = history.schema.table("parent");
  const part = history.schema.table("part");
  if (parent === undefined || part === undefined) throw new Error("expected both tables");
  return { parent, part };
}

const year = "FROM ('2024-01-01') TO ('2025-01-01')";

it.each([
  ["RANGE (d)", "d IS NOT NULL AND d >= '2024-01-01' AND d < '2025-01-01'", year, true],
  ["RANGE (d)", "(d IS NOT NULL) AND (d >= DATE '2024-01-01') AND (d < '2025-01-01'::date)", year, true],
  ["RANGE (d)", "d >= '2024-01-01' AND d < '2025-01-01'", year, false],
  ["RANGE (d)", "d IS NOT NULL AND d >= '2023-01-01' AND d < '2025-01-01'", year, false],
  ["RANGE (d)", "d IS NOT NULL AND d >= '2024-01-01' OR d < '2025-01-01'", year, false],
  ["RANGE (d)", "NOT (d IS NOT NULL AND d >= '2024-01-01' AND d < '2025-01-01')", year, false],
  ["RANGE (d)", "d IS NOT NULL AND d >= '2024-01-01'", "FROM ('2024-01-01') TO (MAXVALUE)", true],
  ["LIST (k)", "k IN ('a', 'b')", "IN ('a', 'b')", true],
  ["LIST (k)", "k = 'a'", "IN ('a')", true],
  ["LIST (k)", "k IN ('a', 'b', 'c')", "IN ('a', 'b')", false],
  ["HASH (d)", "d IS NOT NULL", "WITH (modulus 2, remainder 0)", false],
])("partition by %s, check %s, bound %s: proven %s", async (by, check, bound, expected) => {
  const { parent, part } = await tables(by, check);
  expect(impliesBound(part, parent, bound)).toBe(expected);
});

it("prints the check that proves a bound", async () => {
  const { parent, part } = await tables("RANGE (d)", "d IS NULL");
  expect(boundCheck(part, parent, year)).toBe("d IS NOT NULL AND d >= '2024-01-01' AND d < '2025-01-01'");
  expect(boundCheck(part, parent, "DEFAULT")).toBeNull();
});
