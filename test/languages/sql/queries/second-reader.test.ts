import { expect, test } from "vitest";
import { readText } from "../../../oracles/queries/texts/read.ts";

/** What PostgreSQL's grammar refuses, and the second reader takes. */
test("a word that PostgreSQL reserved later is a table", async () => {
  const text = "UPDATE system_user AS u SET ended = now() WHERE u.id = $1 RETURNING name";
  const { kind, complete, blocks } = await readText(text);
  expect({ kind, complete }).toEqual({ kind: "update", complete: true });
  const [block] = blocks;
  expect(block?.sources).toMatchObject([{ kind: "table", name: "system_user", alias: "u", at: { start: 7, end: 18 } }]);
  expect(block?.columns.map(({ name, use, at }) => [name, use, text.slice(at.start, at.end)])).toEqual([
    ["ended", "write", "ended"],
    ["id", "filter", "u.id"],
    ["name", "return", "name"],
  ]);
  expect(block?.predicates).toMatchObject([{ column: { name: "id" }, operator: "=", against: "value", must: "all" }]);
});

test.each([
  ["UPDATE system_user SET ended = now() WHERE id = $1 RETURNING *", "update", ["ended"]],
  ["INSERT INTO system_user (name, email) VALUES ($1, NULL) RETURNING id", "insert", ["name", "email"]],
  ["DELETE FROM system_user WHERE name LIKE '%x'", "delete", null],
])("%s", async (text, kind, written) => {
  const [block] = (await readText(text)).blocks;
  expect(block).toMatchObject({ kind, sources: [{ name: "system_user", join: "target" }] });
  expect(block?.written?.map(({ name }) => name) ?? null).toEqual(written);
});

test("a list that a driver writes out stands for values", async () => {
  const [block] = (await readText("SELECT id FROM users WHERE id IN :ids")).blocks;
  expect(block?.predicates).toMatchObject([{ column: { name: "id" }, operator: "in", against: "value" }]);
});

test("what both refuse is not read", async () => {
  await expect(readText("SELECT id, FROM users")).rejects.toThrow('syntax error at or near "FROM"');
});
