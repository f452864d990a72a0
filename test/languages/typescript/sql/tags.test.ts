import { expect, test } from "vitest";
import { readCode } from "../read-code.ts";

/** The texts of the queries in a file, with what each hole probably is. */
function texts(code: string) {
  return readCode(code).embedded.map(({ text, holes }) => ({ text, holes: holes.map(({ role }) => role) }));
}

const value = ["value"];

test.each([
  [
    "a constant given to a tag is a parameter",
    'const id = "admin"; sql`SELECT a FROM t WHERE b = ${id}`',
    "SELECT a FROM t WHERE b = $1",
    value,
  ],
  [
    "a constant in a plain template is text",
    'const t = "users"; db.query(`SELECT a FROM ${t} WHERE b = 1`)',
    "SELECT a FROM users WHERE b = 1",
    [],
  ],
  [
    "a piece of SQL is put in",
    "const w = sql`WHERE b = 1`; sql`SELECT a FROM t ${w}`",
    "SELECT a FROM t WHERE b = 1",
    [],
  ],
  ["a piece written in place", "sql`SELECT a FROM t WHERE ${sql`b = ${x}`}`", "SELECT a FROM t WHERE b = $1", value],
  ["postgres.js: a name", 'sql`SELECT a FROM ${sql("users")}`', 'SELECT a FROM "users"', []],
  [
    "slonik: a name in a schema",
    'sql`SELECT a FROM ${sql.identifier(["app", "users"])}`',
    'SELECT a FROM "app"."users"',
    [],
  ],
  ["Kysely: a reference", 'sql`SELECT ${sql.ref("u.id")} FROM u`', 'SELECT "u"."id" FROM u', []],
  [
    "drizzle and Prisma: raw text",
    'sql`SELECT a FROM t ORDER BY ${sql.raw("b DESC")}`',
    "SELECT a FROM t ORDER BY b DESC",
    [],
  ],
  [
    "postgres.js: rows",
    "sql`INSERT INTO t ${sql(rows)} ON CONFLICT (a) DO NOTHING`",
    "INSERT INTO t DEFAULT VALUES ON CONFLICT (a) DO NOTHING",
    ["fragment"],
  ],
  [
    "a list of names",
    "sql`INSERT INTO t (${a}, ${b}) VALUES (${c})`",
    "INSERT INTO t (hole_1, hole_2) VALUES ($1)",
    ["identifier", "identifier", "value"],
  ],
  [
    "a query in a WITH",
    "sql`WITH a AS (${inner}) SELECT b FROM a`",
    "WITH a AS (SELECT $1) SELECT b FROM a",
    ["fragment"],
  ],
  [
    "a number of a parameter",
    "db.query(`SELECT a FROM t WHERE b = $1 AND c = $${n}`)",
    "SELECT a FROM t WHERE b = $1 AND c = $2",
    value,
  ],
  [
    "a chain of append",
    "db.query(SQL`SELECT a FROM t `.append(SQL`WHERE b = ${x}`))",
    "SELECT a FROM t WHERE b = $1",
    value,
  ],
])("%s", (_name, code, text, holes) => {
  expect(texts(code)).toEqual([{ text, holes }]);
});

test("what is appended later leaves a text open", () => {
  const [read] = texts(
    "function f(x) { const q = SQL`SELECT a FROM t WHERE b = 1`; if (x) q.append(SQL` AND c = 2`); return db.query(q); }",
  );
  expect(read?.text.startsWith("SELECT a FROM t WHERE b = 1")).toBe(true);
  expect(read?.holes).toEqual(["fragment"]);
});

test.each([
  ["the call's receiver", 'clickhouse.query("SELECT a FROM t")', "clickhouse"],
  ["the call's name", "queryClickhouse({ query: `SELECT a FROM t` })", "clickhouse"],
  [
    "the call that the variable is handed to",
    "async function f() { const query = `SELECT a FROM t`; const rows = await queryClickhouse({ query }); return rows; }",
    "clickhouse",
  ],
  [
    "the name of the function it stands in",
    "async function clickhouseQuery(id) { const { rawQuery } = clickhouse; return rawQuery(`SELECT a FROM t`, { id }); }",
    "clickhouse",
  ],
  ["BigQuery's client", 'bigquery.query({ query: "SELECT a FROM t" })', "bigquery"],
  ["Snowflake's", 'executeSnowflake("SELECT a FROM t")', "snowflake"],
  ["QuestDB's", 'questdb.query("SELECT a FROM t")', "questdb"],
  ["better-sqlite3", 'import Database from "better-sqlite3"; db.prepare("SELECT a FROM t").all()', "sqlite"],
  [
    "not a call that another variable is handed to",
    "function f() { const a = `SELECT a FROM t`; const b = 1; queryClickhouse({ b }); return pool.query(a); }",
    undefined,
  ],
  [
    "not the name of a function that says more",
    "async function copyToClickhouse() { return pool.query(`SELECT a FROM t`); }",
    undefined,
  ],
  ["the one client the file imports", 'import m from "mysql2"; db.query("SELECT a FROM t")', "mysql"],
  [
    "not where PostgreSQL's is there too",
    'import m from "mysql2"; import pg from "pg"; db.query("SELECT a FROM t")',
    undefined,
  ],
])("the dialect by %s", (_name, code, dialect) => {
  expect(readCode(code).embedded.map((text) => text.dialect)).toEqual([dialect]);
});
