import { PGlite } from "@electric-sql/pglite";
import { afterAll, describe, expect, it } from "vitest";
import { narrowing } from "../../../src/model/schema/narrowing.ts";

/** A value of the first type that is lost or refused on the way to the second. */
const narrower: readonly (readonly [from: string, to: string, value: string])[] = [
  ["bigint", "integer", "3000000000"],
  ["integer", "smallint", "40000"],
  ["text", "character varying(3)", "'abcd'"],
  ["character varying(10)", "character varying(3)", "'abcd'"],
  ["text", "uuid", "'no'"],
  ["text", "jsonb", "'{'"],
  ["numeric", "integer", "1.5"],
  ["numeric(10,2)", "numeric(10,4)", "12345678"],
  ["numeric(12,4)", "numeric(12,2)", "1.2345"],
  ["bigint", "numeric(5)", "100000"],
  ["double precision", "real", "1.23456789012"],
  ["double precision", "integer", "1.5"],
  ["timestamp with time zone", "date", "'2024-01-01 12:00+00'"],
  ["timestamp without time zone", "timestamp(3) without time zone", "'2024-01-01 12:00:00.123456'"],
  ["timestamp without time zone", "time without time zone", "'2024-01-01 12:00'"],
];

const wider: readonly (readonly [from: string, to: string, value: string])[] = [
  ["integer", "bigint", "2147483647"],
  ["character varying(3)", "text", "'abc'"],
  ["character varying(3)", "character varying(5)", "'abc'"],
  ["character(3)", "character varying(3)", "'abc'"],
  ["numeric(10,2)", "numeric(14,4)", "12345678.12"],
  ["numeric(10,2)", "numeric", "12345678.12"],
  ["integer", "numeric(10)", "2147483647"],
  ["timestamp(3) without time zone", "timestamp without time zone", "'2024-01-01 12:00:00.123'"],
  ["real", "double precision", "1.5"],
];

describe("narrowing", () => {
  const database = new PGlite();
  afterAll(() => database.close());

  async function survives(from: string, to: string, value: string): Promise<boolean> {
    await database.exec("DROP TABLE IF EXISTS t; SET timezone = 'UTC'");
    await database.exec(`CREATE TABLE t (v ${from}); INSERT INTO t VALUES (${value})`);
    const was = await database.query<{ v: string }>("SELECT v::text AS v FROM t");
    try {
      await database.exec(`ALTER TABLE t ALTER COLUMN v TYPE ${to} USING v::${to}`);
      await database.exec(`ALTER TABLE t ALTER COLUMN v TYPE ${from} USING v::${from}`);
    } catch {
      return false;
    }
    return (await database.query<{ v: string }>("SELECT v::text AS v FROM t")).rows[0]?.v === was.rows[0]?.v;
  }

  it.each(narrower)("%s to %s loses %s", async (from, to, value) => {
    expect(narrowing(from, to)).not.toBeNull();
    // A cast to varchar(n) cuts, and ALTER TYPE without USING refuses: both lose.
    expect(await survives(from, to, value)).toBe(false);
  });

  it.each(wider)("%s to %s keeps %s", async (from, to, value) => {
    expect(narrowing(from, to)).toBeNull();
    expect(await survives(from, to, value)).toBe(true);
  });

  it("looks into arrays, and says nothing of types it does not know", () => {
    expect(narrowing("bigint[]", "integer[]")).not.toBeNull();
    expect(narrowing("text", "text[]")).toBeNull();
    expect(narrowing("mood", "text")).toBeNull();
    expect(narrowing("text", "mood")).toBeNull();
    expect(narrowing("timestamp with time zone", "timestamp without time zone")).toContain("time zone");
  });
});
