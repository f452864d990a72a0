import { expect, test } from "vitest";
import { changeOf, framed } from "../read-sql.ts";
import { parseSql } from "../../../../src/languages/sql/parse.ts";

test("publications: what they are for, and what is added and taken", async () => {
  expect(await changeOf("publication", "CREATE PUBLICATION p FOR TABLE a.t, b")).toMatchObject({
    name: "p",
    action: "create",
    allTables: false,
    tables: [
      { schema: "a", name: "t" },
      { schema: null, name: "b" },
    ],
    schemas: [],
  });
  expect(await changeOf("publication", "CREATE PUBLICATION p FOR ALL TABLES")).toMatchObject({
    allTables: true,
    tables: [],
  });
  expect(await changeOf("publication", "ALTER PUBLICATION p ADD TABLE t")).toMatchObject({
    action: "add",
    tables: [{ name: "t" }],
  });
  expect(await changeOf("publication", "ALTER PUBLICATION p SET TABLES IN SCHEMA s")).toMatchObject({
    action: "set",
    schemas: ["s"],
  });
  expect(await changeOf("publication", "ALTER PUBLICATION p DROP TABLE t")).toMatchObject({ action: "drop" });
  expect((await parseSql("ALTER PUBLICATION p SET (publish = 'insert')", "a.sql")).statements[0]?.changes).toEqual([]);
});

test("names longer than PostgreSQL keeps, as they are written", async () => {
  const long = "a".repeat(64);
  const accents = "é".repeat(32);
  const text = `CREATE TABLE ${long} (id int, "${accents}" int, "${"b".repeat(63)}" int DEFAULT '${"c".repeat(80)}'::int)`;
  const { statements } = await parseSql(text, "a.sql");
  expect(statements[0]?.longNames?.map(({ at, written }) => [framed(text, at), written])).toEqual([
    [long, long],
    [`"${accents}"`, accents],
  ]);
  expect((await parseSql("CREATE TABLE t (id int)", "a.sql")).statements[0]).not.toHaveProperty("longNames");
});
