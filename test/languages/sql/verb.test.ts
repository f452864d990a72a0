import { expect, test } from "vitest";
import { StatementText } from "../../../src/languages/sql/statement-text.ts";
import { fileText } from "../../../src/languages/sql/sql-text.ts";
import { verb } from "../../../src/languages/sql/verb.ts";

test.each([
  ["create table a ()", "CREATE TABLE"],
  ["CREATE UNLOGGED TABLE IF NOT EXISTS a ()", "CREATE TABLE"],
  ["CREATE UNIQUE INDEX CONCURRENTLY i ON a (b)", "CREATE INDEX CONCURRENTLY"],
  ["DROP INDEX concurrently i", "DROP INDEX CONCURRENTLY"],
  ["CREATE OR REPLACE FUNCTION f()", "CREATE FUNCTION"],
  ["CREATE CONSTRAINT TRIGGER t", "CREATE TRIGGER"],
  ["CREATE MATERIALIZED VIEW m AS", "CREATE MATERIALIZED VIEW"],
  ["ALTER DEFAULT PRIVILEGES GRANT", "ALTER DEFAULT PRIVILEGES"],
  ["REFRESH MATERIALIZED VIEW CONCURRENTLY m", "REFRESH MATERIALIZED VIEW CONCURRENTLY"],
  ["VACUUM (FULL) a", "VACUUM FULL"],
  ["INSERT INTO a", "INSERT"],
  ["WITH a AS (DELETE FROM b RETURNING *) INSERT INTO c SELECT * FROM a", "INSERT"],
  ["(SELECT 1) UNION SELECT 2", "SELECT"],
  ["COMMENT ON TABLE a IS 'b'", "COMMENT ON"],
  ["START TRANSACTION", "BEGIN"],
])("%s is a %s", (text, expected) => {
  expect(verb(new StatementText(fileText("a.sql", text), 0, text))).toBe(expected);
});
