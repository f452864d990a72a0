import { expect, test } from "vitest";
import { creationTime, isLinkTable, isLookupTable } from "../../../src/model/schema/creation-time.ts";
import { grammaticalNumber } from "../../../src/model/schema/grammatical-number.ts";
import { habitOf } from "../../../src/model/schema/habit.ts";
import { moneyName } from "../../../src/model/schema/money-names.ts";
import { tableMatcher } from "../../../src/model/schema/name-patterns.ts";
import { styleOf } from "../../../src/model/schema/name-style.ts";
import { isPersonalName } from "../../../src/model/schema/personal-data.ts";
import { guardedSecretName, hasCipherCompanion, secretName } from "../../../src/model/schema/secret-names.ts";
import { foldSql } from "./fold-sql.ts";

test.each([
  ["price", "high"],
  ["unitPrice", "high"],
  ["cost_usd", "high"],
  ["amount", "medium"],
  ["total", "medium"],
  ["price_change_pct", null],
  ["feeRate", null],
  ["token_cost", null],
  ["latitude", null],
  ["coffee", null],
])("%s names money: %s", (name, expected) => {
  expect(moneyName(name)).toBe(expected);
});

test.each([
  ["plain_password", "open"],
  ["passwordCleartext", "open"],
  ["accessToken", "usable"],
  ["github_client_secret", "usable"],
  ["password", "either"],
  ["resetToken", "either"],
  ["password_hash", null],
  ["encryptedPassword", null],
  ["access_token_expires_at", null],
  ["secret_name", null],
  ["push_token", null],
  ["next_page_token", null],
  ["tokenizer", null],
])("%s names a secret: %s", (name, expected) => {
  expect(secretName(name)).toBe(expected);
});

test("what tells that a secret is guarded", () => {
  expect(
    ["password_hash", "tokenDigest", "api_key_encrypted", "encrypted_at", "password"].filter(guardedSecretName),
  ).toEqual(["password_hash", "tokenDigest", "api_key_encrypted"]);
  expect(hasCipherCompanion([{ name: "secret" }, { name: "nonce" }])).toBe(true);
  expect(hasCipherCompanion([{ name: "secret" }, { name: "api_key_encrypted" }, { name: "archive" }])).toBe(false);
});

test.each([
  ["email", true],
  ["userEmail", true],
  ["date_of_birth", true],
  ["ip", true],
  ["email_verified", false],
  ["email_template", false],
  ["zip", false],
  ["first_name_hash", false],
])("%s is personal: %s", (name, expected) => {
  expect(isPersonalName(name)).toBe(expected);
});

test.each([
  ["users", "plural"],
  ["OrderItem", "singular"],
  ["categories", "plural"],
  ["children", "plural"],
  ["news", null],
  ["user_settings", null],
  ["address", null],
  ["status", null],
  ["metrics", null],
  ["configs_github", null],
  ["users_2024", null],
])("%s is %s", (name, expected) => {
  expect(grammaticalNumber(name)).toBe(expected);
});

test.each([
  ["created_at", "snake_case"],
  ["createdAt", "camelCase"],
  ["CreatedAt", "PascalCase"],
  ["CREATED_AT", "UPPER_CASE"],
  ["created", null],
  ["_id", null],
  ["A", null],
  ["ssh-key", "other"],
  ["Created_at", "other"],
])("%s is written in %s", (name, expected) => {
  expect(styleOf(name)).toBe(expected);
});

test("a habit is what 85 % of at least eight do", () => {
  const first = (word: string): string | null => (word === "" ? null : word.charAt(0));
  expect(habitOf(["a1", "a2", "a3", "a4", "a5", "a6", "a7", "b", "", ""], first)).toEqual({
    habit: "a",
    following: 7,
    of: 8,
    odd: [{ thing: "b", value: "b" }],
  });
  expect(habitOf(["a", "a", "a", "a", "a", "a", "b"], first).odd).toEqual([]);
  expect(habitOf(["a", "a", "a", "a", "a", "a", "b", "c"], first).odd).toEqual([]);
  expect(habitOf([], first)).toEqual({ habit: "", following: 0, of: 0, odd: [] });
});

test("patterns of table names", () => {
  const matches = tableMatcher(["*_log", "audit.*", "a+b"]);
  expect(
    [
      ["public", "mail_log"],
      ["public", "Mail_Log"],
      ["audit", "x"],
      ["public", "a+b"],
      ["public", "blog"],
      ["public", "aab"],
      ["public", "log_x"],
    ].map(([schema, name]) => matches({ schema: schema as string, name: name as string })),
  ).toEqual([true, true, true, true, false, false, false]);
  expect(tableMatcher([])({ schema: "public", name: "x" })).toBe(false);
});

test("the time of creation, by name or by default; links and lists", async () => {
  const { schema } = await foldSql(`
    CREATE TABLE a (id int PRIMARY KEY, x text, y text, "insertedAt" timestamptz);
    CREATE TABLE b (id int PRIMARY KEY, x text, y text, since timestamptz DEFAULT CURRENT_TIMESTAMP);
    CREATE TABLE c (id int PRIMARY KEY, x text, y text, until timestamptz);
    CREATE TABLE d (a int REFERENCES a, b int REFERENCES b, note text, PRIMARY KEY (a, b));
    CREATE TABLE e (code text PRIMARY KEY, name text);`);
  expect(
    schema.tables().map((table) => [table.name, creationTime(table)?.name, isLinkTable(table), isLookupTable(table)]),
  ).toEqual([
    ["a", "insertedAt", false, false],
    ["b", "since", false, false],
    ["c", undefined, false, false],
    ["d", undefined, true, false],
    ["e", undefined, false, true],
  ]);
});
