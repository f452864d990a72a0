import * as fc from "fast-check";
import { expect, test } from "vitest";
import { parseSql } from "../../../src/languages/sql/parse.ts";
import { framed } from "./read-sql.ts";

test("a statement that does not parse costs its neighbours nothing", async () => {
  const text = "CREATE TABLE a (b int);\nCREATE TABEL c (d int);\nDROP TABLE e;";
  const { statements, unread } = await parseSql(text, "a.sql");
  expect(statements.map(({ verb }) => verb)).toEqual(["CREATE TABLE", "DROP TABLE"]);
  expect(unread).toEqual([
    {
      at: { file: "a.sql", start: 24, end: 46 },
      message: 'syntax error at or near "TABEL"',
      stoppedAt: { file: "a.sql", start: 31, end: 36 },
    },
  ]);
});

test("where PostgreSQL stopped is counted in UTF-16 units", async () => {
  const text = "SELECT 1; SELECT '😀é' FROM FROM a";
  const { unread } = await parseSql(text, "a.sql");
  expect(unread.map(({ stoppedAt }) => [stoppedAt.start, framed(text, stoppedAt)])).toEqual([
    [text.lastIndexOf("FROM"), "FROM"],
  ]);
});

test("a file cut in half is one unread statement at its end", async () => {
  const text = "CREATE TABLE a (b int);\nCREATE TABLE c (d int, e te";
  const { statements, unread } = await parseSql(text, "a.sql");
  expect(statements).toHaveLength(1);
  expect(unread.map(({ message, at }) => [message, framed(text, at)])).toEqual([
    ["syntax error at end of input", "CREATE TABLE c (d int, e te"],
  ]);
});

test("a quote that never ends is said", async () => {
  const { unread } = await parseSql("SELECT 1;\nINSERT INTO a VALUES ('b);\nSELECT 2;", "a.sql");
  expect(unread.map(({ message }) => message)).toEqual([`unterminated quoted string at or near "'b);\nSELECT 2;"`]);
});

test.each([
  ["empty", ""],
  ["white space", " \n\t"],
  ["comments", "-- a\n/* b */"],
  ["semicolons", ";;"],
  ["a byte order mark", "\uFEFF"],
])("%s holds nothing", async (_name, text) => {
  expect(await parseSql(text, "a.sql")).toEqual({ statements: [], unread: [] });
});

test("a null character is said, not cut off at", async () => {
  const { statements, unread } = await parseSql("SELECT 1;\nSELECT 2\0; DROP TABLE a;", "a.sql");
  expect(statements.map(({ verb }) => verb)).toEqual(["SELECT", "DROP TABLE"]);
  expect(unread.map(({ message, stoppedAt }) => [message, stoppedAt.start])).toEqual([
    ["a null character stands in the text", 18],
  ]);
});

test("rows of a large INSERT are not parsed", async () => {
  const rows = Array.from({ length: 3000 }, (_, index) => `(${index}, 'name ${index}')`).join(",\n");
  const text = `INSERT INTO app."Items" (id, "Name") VALUES\n${rows};\nDROP TABLE a;`;
  const { statements } = await parseSql(text, "a.sql");
  expect(statements.map(({ changes }) => changes.map((change) => change.kind))).toEqual([["insert"], ["drop-table"]]);
  expect(statements[0]?.changes[0]).toMatchObject({
    table: { schema: "app", name: "Items" },
    columns: ["id", "Name"],
    fromQuery: false,
  });
});

const fragments = fc.constantFrom(
  "CREATE TABLE ",
  "a ",
  "(",
  ")",
  "b int ",
  "DEFAULT ",
  "'x' ",
  ", ",
  "CHECK ",
  "ALTER TABLE ",
  "ADD COLUMN ",
  "REFERENCES ",
  "CREATE INDEX ",
  "ON ",
  "DO $$ BEGIN ",
  "EXECUTE 'DROP TABLE a' ",
  "END $$",
  ";",
  "IF true THEN ",
  "END IF; ",
  "NOT NULL ",
  "é ",
  "😀",
  "{{ x }}",
  ":a ",
  "DROP ",
  "TABLE ",
  "x.y ",
  "\\d\n",
  "USING ",
  "PARTITION BY ",
);

test("any text is read without an exception, and every place lies inside it", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fragments, { maxLength: 30 }), async (parts) => {
      const text = parts.join("");
      const { statements, unread } = await parseSql(text, "a.sql");
      const places = [
        ...statements.flatMap(({ at, changes }) => [at, ...changes.map((change) => change.at)]),
        ...unread.flatMap(({ at, stoppedAt }) => [at, stoppedAt]),
      ];
      for (const { start, end } of places) {
        expect(start).toBeGreaterThanOrEqual(0);
        expect(end).toBeGreaterThanOrEqual(start);
        expect(end).toBeLessThanOrEqual(text.length);
      }
    }),
  );
});
