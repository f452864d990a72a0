import { describe, expect, it } from "vitest";
import { drawnSequence } from "../../../src/model/schema/drawn-sequence.ts";
import { enumLookup } from "../../../src/model/schema/enum-of.ts";
import { literalText, quoteLiteral } from "../../../src/model/schema/literal.ts";
import { foldSql } from "./fold-sql.ts";

async function defaultOf(definition: string) {
  const { schema } = await foldSql(`CREATE TABLE t (c ${definition});`);
  return schema.table("t")?.column("c") ?? { default: null };
}

describe("literalText", () => {
  it.each([
    ["text DEFAULT 'new'", "new"],
    ["text DEFAULT 'new'::text", "new"],
    ["varchar(9) DEFAULT 'it''s'::character varying(9)", "it's"],
    ["text DEFAULT lower('A')", null],
    ["text DEFAULT 'a' || 'b'", null],
    ["int DEFAULT 0", null],
    ["text", null],
  ])("%s: %s", async (definition, expected) => {
    expect(literalText((await defaultOf(definition)).default)).toBe(expected);
  });

  it("is written back as SQL", () => expect(quoteLiteral("it's")).toBe("'it''s'"));
});

describe("drawnSequence", () => {
  it.each([
    ["serial", "t_c_seq"],
    ["int DEFAULT 5", null],
    ["int GENERATED ALWAYS AS IDENTITY", null],
  ])("%s: %s", async (definition, expected) => {
    expect(drawnSequence(await defaultOf(definition))).toBe(expected);
  });
});

describe("enumLookup", () => {
  it("finds enums under quoted and qualified names, and no arrays of them", async () => {
    const { schema } = await foldSql(
      `CREATE SCHEMA s; CREATE TYPE "Kind" AS ENUM ('a'); CREATE TYPE s.kind AS ENUM ('b', 'c');
       CREATE TABLE t (one "Kind", two s.kind, three "Kind"[], four text);`,
    );
    const enumOf = enumLookup(schema);
    expect(schema.table("t")?.columns.map((column) => enumOf(column)?.values ?? null)).toEqual([
      ["a"],
      ["b", "c"],
      null,
      null,
    ]);
  });
});
