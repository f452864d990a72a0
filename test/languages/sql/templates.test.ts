import { expect, test } from "vitest";
import { parseSql } from "../../../src/languages/sql/parse.ts";
import { fillAllTemplates, fillTemplates, fillVariables } from "../../../src/languages/sql/templates.ts";
import { fillPlaceholders } from "../../../src/languages/sql/placeholders.ts";
import { split } from "../../../src/languages/sql/split.ts";
import { framed } from "./read-sql.ts";

test.each([
  ["Go template", 'CREATE TABLE {{ index .Options "Namespace" }}.users (id int);\nDROP TABLE b;'],
  ["Flyway placeholder", "CREATE TABLE ${schema}.users (id int);\nDROP TABLE b;"],
  ["placeholder inside a name", "CREATE TABLE ${prefix}_users (id int);\nDROP TABLE b;"],
  ["control lines", "{{- if .Flag }}\nCREATE TABLE users (id int);\n{{ end }}\nDROP TABLE b;"],
  ["psql variables", "CREATE TABLE :schema.users (id int DEFAULT :'value', b text DEFAULT 'a'::text);\nDROP TABLE b;"],
  ["psql name", 'CREATE TABLE :"schema".users (id int);\nDROP TABLE b;'],
  ["driver placeholders", "INSERT INTO users VALUES (?, ?);\nDROP TABLE b;"],
  ["template in a body", "DO $$ BEGIN CREATE TABLE {{ .Schema }}.users (id int); END $$;\nDROP TABLE b;"],
])("%s", async (_name, text) => {
  const { statements, unread } = await parseSql(text, "a.sql");
  expect(unread).toEqual([]);
  expect(framed(text, statements.at(-1)!.at)).toBe("DROP TABLE b");
  expect(statements.flatMap(({ changes }) => changes)).toHaveLength(2);
});

test("replacements keep the length", () => {
  for (const text of ["a {{ x }} b", "{{- if x }}\n{{ end }}", "${a.b-c}", "{% raw %}"]) {
    const holes = split(text).flatMap((slice) => slice.holes);
    expect(fillTemplates(text, holes)).toHaveLength(text.length);
    expect(fillAllTemplates(text)).toHaveLength(text.length);
  }
  expect(fillVariables("a = :b AND c::text = ':d' -- :e\n AND x = :'f' AND y := :\"g\"")).toBe(
    "a = _b AND c::text = ':d' -- :e\n AND x =  'f' AND y :=  \"g\"",
  );
  expect(fillPlaceholders("SELECT ?? FROM a WHERE b = ? AND c = '?'")).toBe("SELECT _a FROM a WHERE b = 0 AND c = '?'");
});

test("an array slice is no variable", async () => {
  const text = "SELECT a[1:n] FROM b";
  expect((await parseSql(text, "a.sql")).unread).toEqual([]);
});
