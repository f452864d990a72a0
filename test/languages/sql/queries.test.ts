import { expect, test } from "vitest";
import type { EmbeddedText } from "../../../src/facts/embedded.ts";
import type { Query } from "../../../src/facts/queries.ts";
import { loadParser } from "../../../src/languages/sql/parser.ts";
import { queryUnits } from "../../../src/languages/sql/language.ts";
import { tablesOf } from "../../../src/model/queries/tables.ts";
import { readQuery } from "../../../src/languages/sql/queries/read.ts";

/** As it stands in a file, 100 units in. */
function embedded(text: string, more: Partial<EmbeddedText> = {}): EmbeddedText {
  return {
    language: "sql",
    role: "query",
    file: "src/users.ts",
    text,
    map: [{ inner: 0, outer: 100, length: text.length }],
    holes: [],
    ...more,
  };
}

async function read(text: string, more: Partial<EmbeddedText> = {}): Promise<Query> {
  const query = readQuery(embedded(text, more), await loadParser());
  if (!query) throw new Error(`left as another database's: ${text}`);
  return query;
}

test.each([
  ["SELECT * FROM users u JOIN app.orders o ON o.user_id = u.id", "select", ["users", "app.orders"]],
  ["WITH recent AS (SELECT * FROM orders) SELECT * FROM recent, users", "select", ["orders", "users"]],
  ['INSERT INTO "Users" (id) SELECT id FROM staging', "insert", ["Users", "staging"]],
  ["UPDATE a SET b = c.d FROM c WHERE a.id = c.id", "update", ["a", "c"]],
  ["DELETE FROM a USING b WHERE a.id = b.id", "delete", ["a", "b"]],
  ["SELECT EXISTS (SELECT 1 FROM users WHERE id = $1) AS present", "select", ["users"]],
  ["SELECT * FROM a WHERE b = ? AND c IN (SELECT d FROM e WHERE f = :name)", "select", ["a", "e"]],
  ["SELECT * FROM ?? WHERE a = ?", "select", []],
  ["(SELECT count(*) FROM orders) AS total", "select", ["orders"]],
  ["MERGE INTO a USING b ON a.id = b.id WHEN MATCHED THEN DELETE", "merge", ["a", "b"]],
  ["SELECT 1", "select", []],
  ["not sql at all", "other", []],
  ["-- nothing", "unknown", []],
])("%s", async (text, kind, names) => {
  const query = await read(text);
  expect(query.kind).toBe(kind);
  expect(
    tablesOf(query)
      .map(({ schema, name }) => (schema === null ? name : `${schema}.${name}`))
      .sort(),
  ).toEqual([...names].sort());
});

test("both parsers say where a relation stands in the outer file", async () => {
  for (const text of [
    "SELECT 'é' FROM app.users",
    "SELECT 'é' FROM app.users FOR UPDATE SKIP LOCKED",
    "MERGE INTO app.users USING b ON true WHEN MATCHED THEN DELETE",
  ]) {
    const at = tablesOf(await read(text)).find(({ name }) => name === "users")?.at;
    expect([at?.file, text.slice((at?.start ?? 0) - 100, (at?.end ?? 0) - 100)]).toEqual(["src/users.ts", "app.users"]);
  }
});

test("a hole makes a query incomplete, and what stands on it is no relation", async () => {
  const text = "SELECT * FROM hole_1, users WHERE id = $1";
  const table = { inner: text.indexOf("hole_1"), length: 6, expression: "table", role: "identifier" as const };
  const value = { inner: text.indexOf("$1"), length: 2, expression: "id", role: "value" as const };
  expect(await read(text, { holes: [table, value] })).toMatchObject({
    complete: false,
    blocks: [{ sources: [{ kind: "other", name: null }, { name: "users" }] }],
  });
  expect(await read(text, { holes: [value] })).toMatchObject({
    complete: true,
    blocks: [{ sources: [{ kind: "table", name: "hole_1" }, { name: "users" }] }],
  });
});

test("the anchor names the function the query stands in", async () => {
  expect((await read("SELECT 1", { owner: "UserRepository.find" })).anchor).toBe(
    "typescript:src/users.ts#UserRepository.find",
  );
});

test("the files with queries are units; migrations are not", () => {
  const texts = new Map([
    ["b.ts", [embedded("SELECT 1")]],
    ["a.ts", [embedded("SELECT 1"), embedded("SELECT 2")]],
    ["m.ts", [embedded("DROP TABLE a", { role: "migration" })]],
  ]);
  expect(queryUnits(texts)).toEqual([
    { kind: "queries", file: "a.ts" },
    { kind: "queries", file: "b.ts" },
  ]);
});
