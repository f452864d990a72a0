import * as fc from "fast-check";
import { expect, test } from "vitest";
import { loadParser } from "../../../src/languages/sql/parser.ts";
import { split } from "../../../src/languages/sql/split.ts";

function statements(text: string): string[] {
  return split(text)
    .filter((slice) => slice.kind === "statement")
    .map((slice) => text.slice(slice.from, slice.to));
}

test.each([
  ["plain", "SELECT 1; SELECT 2", ["SELECT 1", "SELECT 2"]],
  ["semicolon in a string", "SELECT 'a;b'; SELECT 2", ["SELECT 'a;b'", "SELECT 2"]],
  ["doubled quote", "SELECT 'a'';b'; SELECT 2", ["SELECT 'a'';b'", "SELECT 2"]],
  ["backslash in a plain string", "SELECT 'a\\'; SELECT 2", ["SELECT 'a\\'", "SELECT 2"]],
  ["backslash in an E string", "SELECT E'a\\';b'; SELECT 2", ["SELECT E'a\\';b'", "SELECT 2"]],
  ["E string that goes on behind a line break", "SELECT E'a'\n'\\';b'; SELECT 2", ["SELECT E'a'\n'\\';b'", "SELECT 2"]],
  ["unicode string and name", "SELECT U&'a;' AS U&\"b;\"; SELECT 2", ["SELECT U&'a;' AS U&\"b;\"", "SELECT 2"]],
  [
    "dollar quotes",
    "SELECT $$;$$; SELECT $a$ $b$;$b$ $a$; SELECT 3",
    ["SELECT $$;$$", "SELECT $a$ $b$;$b$ $a$", "SELECT 3"],
  ],
  ["dollar inside a word is no quote", "SELECT a$b$c; SELECT b$c", ["SELECT a$b$c", "SELECT b$c"]],
  [
    "behind the first words too: E strings, dollars in words, line comments",
    "INSERT INTO a VALUES (1, E'\\';', b$c$); SELECT x FROM y WHERE z = 1 -- ;\n AND w$a$; SELECT 2",
    ["INSERT INTO a VALUES (1, E'\\';', b$c$)", "SELECT x FROM y WHERE z = 1 -- ;\n AND w$a$", "SELECT 2"],
  ],
  ["parameters are no quotes", "SELECT $1; SELECT $2", ["SELECT $1", "SELECT $2"]],
  ["nested comments", "SELECT /* a /* ; */ ; */ 1; SELECT 2", ["SELECT /* a /* ; */ ; */ 1", "SELECT 2"]],
  ["line comment", "SELECT 1 -- ; no\n; SELECT 2 --;", ["SELECT 1", "SELECT 2"]],
  ["comment after the last statement is not part of it", "SELECT 1; -- bye", ["SELECT 1"]],
  ["quoted name", 'SELECT ";" ; SELECT "a"";b"', ['SELECT ";"', 'SELECT "a"";b"']],
  ["empty statements", ";;  ; SELECT 1;;", ["SELECT 1"]],
  ["CRLF", "SELECT 1;\r\n-- x\r\nSELECT 2;\r\n", ["SELECT 1", "SELECT 2"]],
  ["psql lines", "\\set a 1\nSELECT 1;\n\\connect x\nSELECT 2 \\gset\nSELECT 3;", ["SELECT 1", "SELECT 2", "SELECT 3"]],
  ["copy data", "COPY a (b) FROM stdin;\n1;\tx'\n\\.x\n\\.\nSELECT 1;", ["COPY a (b) FROM stdin", "SELECT 1"]],
  ["copy without data", "COPY a FROM STDIN;\nSELECT 'x';\nSELECT 2;", ["COPY a FROM STDIN", "SELECT 'x'", "SELECT 2"]],
  ["copy from a file", "COPY a FROM '/x'; SELECT 1;", ["COPY a FROM '/x'", "SELECT 1"]],
  [
    "begin atomic",
    "CREATE OR REPLACE FUNCTION f() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; SELECT 2; END; SELECT 3",
    [
      "CREATE OR REPLACE FUNCTION f() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; SELECT 2; END",
      "SELECT 3",
    ],
  ],
  ["begin of a transaction", "BEGIN; CREATE TABLE a (); COMMIT;", ["BEGIN", "CREATE TABLE a ()", "COMMIT"]],
  [
    "rule",
    "CREATE RULE r AS ON INSERT TO a DO ALSO (SELECT 1; SELECT 2); SELECT 3",
    ["CREATE RULE r AS ON INSERT TO a DO ALSO (SELECT 1; SELECT 2)", "SELECT 3"],
  ],
  [
    "an open parenthesis does not swallow the next statement",
    "CREATE TABLE a (b int; SELECT 2",
    ["CREATE TABLE a (b int", "SELECT 2"],
  ],
  ["a quote that never ends takes the rest", "SELECT 1; SELECT 'a; SELECT 2", ["SELECT 1", "SELECT 'a; SELECT 2"]],
  [
    "templates",
    "ALTER TABLE {{ .Schema }}.a ADD b int; SELECT ${x;y}; SELECT 1",
    ["ALTER TABLE {{ .Schema }}.a ADD b int", "SELECT ${x;y}", "SELECT 1"],
  ],
])("%s", (_name, text, expected) => {
  expect(statements(text)).toEqual(expected);
});

test("kinds and holes", () => {
  const text = "\\set x\n SELECT ${a};\nCOPY a FROM stdin;\n1\n\\.\n-- end\n";
  expect(split(text).map((slice) => [slice.kind, slice.holes.length])).toEqual([
    ["client", 0],
    ["statement", 1],
    ["statement", 0],
    ["copy-data", 0],
    ["blank", 0],
  ]);
});

const pieces = fc.constantFrom(
  "SELECT 1",
  ";",
  "'",
  "''",
  '"',
  "$$",
  "$a$",
  "$a",
  "--",
  "\n",
  "/*",
  "*/",
  "E'",
  "\\",
  "\\.",
  "\\'",
  "COPY a FROM stdin",
  "(",
  ")",
  "CREATE FUNCTION f()",
  "BEGIN ATOMIC",
  "END",
  "CASE",
  "{{",
  "}}",
  "${",
  "}",
  " ",
  "é",
  "😀",
  "U&'",
  "\r\n",
);
const texts = fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join(""));

test("the slices tile the text", () => {
  fc.assert(
    fc.property(texts, (text) => {
      const slices = split(text);
      expect(slices.map((slice) => text.slice(slice.start, slice.end)).join("")).toBe(text);
      for (const slice of slices) {
        expect(slice.end).toBeGreaterThan(slice.start);
        expect(slice.from).toBeGreaterThanOrEqual(slice.start);
        expect(slice.to).toBeLessThanOrEqual(slice.end);
      }
    }),
  );
});

test("a part is split like a text of its own", () => {
  fc.assert(
    fc.property(texts, texts, (before, text) => {
      const moved = split(before + text, before.length).map(({ kind, start, end, from, to }) => ({
        kind,
        start: start - before.length,
        end: end - before.length,
        from: from - before.length,
        to: to - before.length,
      }));
      expect(moved).toEqual(split(text).map(({ kind, start, end, from, to }) => ({ kind, start, end, from, to })));
    }),
  );
});

const validStatement = fc.constantFrom(
  "SELECT 1",
  "SELECT ';'",
  "SELECT E'\\';'",
  "SELECT $x$;$x$",
  "CREATE TABLE a (b int DEFAULT 1, c text DEFAULT ';')",
  "-- ;\nSELECT 2",
  "/* ; /* ; */ */ SELECT 3",
  'SELECT ";"',
  "DO $$ BEGIN PERFORM 1; END $$",
  "CREATE FUNCTION f() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT 1; SELECT CASE WHEN true THEN 2 END; END",
  "CREATE RULE r AS ON DELETE TO a DO (SELECT 1; SELECT 2)",
  "SELECT U&'\\0041;'",
  "SELECT 'é;', '😀'",
  "BEGIN",
  "COMMIT",
  "",
);

test("PostgreSQL counts the same statements", async () => {
  const pg = await import("libpg-query");
  await loadParser();
  fc.assert(
    fc.property(fc.array(validStatement, { minLength: 1, maxLength: 12 }), (list) => {
      const text = `SELECT 0;${list.join(";\n")}`;
      expect(statements(text)).toHaveLength(pg.parseSync(text).stmts?.length ?? 0);
    }),
  );
});
