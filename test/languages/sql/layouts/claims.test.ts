import { expect, test } from "vitest";
import { sql } from "../../../../src/languages/sql/language.ts";
import { memoryTree } from "../../../support/memory-tree.ts";
import { readTree, summary } from "../read-tree.ts";

const create = "CREATE TABLE a (id int);";

async function claims(files: Readonly<Record<string, string>>) {
  const { histories, claims: all } = await readTree(files);
  return {
    histories: histories.map(({ name }) => name),
    claims: all.map(({ file, taken, as, why }) => `${taken ? "+" : "-"} ${file}: ${as}, ${why}`),
  };
}

test.each([
  [
    "a lock file",
    { "migrations/migration_lock.toml": 'provider = "mysql"', "migrations/1_a/migration.sql": create },
    "mysql",
  ],
  [
    "a journal",
    {
      "drizzle/meta/_journal.json": '{"dialect":"sqlite","entries":[{"idx":0,"tag":"0_a"}]}',
      "drizzle/0_a.sql": create,
    },
    "sqlite",
  ],
  ["the path", { "db/mysql/V1__a.sql": create }, "mysql"],
  ["its text", { "migrations/1_a.up.sql": "CREATE TABLE `a` (`id` int AUTO_INCREMENT) ENGINE=InnoDB;" }, "mysql"],
  [
    "ClickHouse's engine",
    { "migrations/1_a.up.sql": "CREATE TABLE a (id UInt8) ENGINE = MergeTree() ORDER BY id;" },
    "clickhouse",
  ],
  ["AUTOINCREMENT", { "migrations/1_a.sql": "CREATE TABLE a (id INTEGER PRIMARY KEY AUTOINCREMENT);" }, "sqlite"],
  [
    "the package's driver",
    { "package.json": '{"dependencies":{"mysql2":"3"}}', "migrations/1_a.sql": create },
    "mysql",
  ],
])("another database is told by %s, said and left alone", async (_name, files, dialect) => {
  const found = await claims(files);
  expect(found.histories).toEqual([]);
  expect(found.claims).toHaveLength(1);
  expect(found.claims[0]).toMatch(/^- /);
  expect(found.claims[0]).toContain(`is written for ${dialect}; only PostgreSQL is read`);
});

test("signs of PostgreSQL win over others", async () => {
  expect(
    (
      await claims({
        "migrations/1_a.sql": "CREATE TABLE a (id bigserial, b jsonb DEFAULT '{}'::jsonb); -- was AUTO_INCREMENT",
      })
    ).histories,
  ).toEqual(["migrations"]);
});

test("several histories of one repository are told apart", async () => {
  const { histories } = await readTree({
    "services/b/migrations/1_x.up.sql": create,
    "services/a/prisma/migrations/1_y/migration.sql": create,
    "services/a/prisma/migrations/migration_lock.toml": 'provider = "postgresql"',
    "services/c/db/migration_postgres/V1__z.sql": create,
    "services/c/db/migration_mysql/V1__z.sql": create,
  });
  expect(histories.map((history) => [history.name, history.tool])).toEqual([
    ["services/a/prisma/migrations", "prisma"],
    ["services/b/migrations", "golang-migrate"],
    ["services/c/db/migration_postgres", "flyway"],
  ]);
});

test("SQL outside histories is left with a reason", async () => {
  const found = await claims({
    "migrations/1_a.up.sql": create,
    "migrations/helpers.sql": create,
    "db/schema.sql": create,
    "db/seeds/users.sql": "INSERT INTO a VALUES (1);",
    "test/fixtures/2.sql": create,
    "sql/find_user.sql": "-- one\nSELECT 1;",
    "sql/functions/f.sql": "CREATE OR REPLACE FUNCTION f() RETURNS int AS $$ SELECT 1 $$ LANGUAGE sql;",
    "sql/empty.sql": "-- nothing",
    "sql/other.sql": "GRANT ALL ON a TO b;",
  });
  expect(found.claims).toEqual([
    "- db/schema.sql: schema dump, repeats the schema the migrations make",
    "- db/seeds/users.sql: SQL file, is seed data, by its name",
    "+ migrations/1_a.up.sql: golang-migrate migration, is named <number>_name.up.sql",
    "- migrations/helpers.sql: SQL file, is in no migration history",
    "- sql/empty.sql: SQL file, is empty or holds comments alone",
    "- sql/find_user.sql: SQL file, is a query and in no migration history",
    "- sql/functions/f.sql: SQL file, defines a function or view outside any migration history",
    "- sql/other.sql: SQL file, is in no migration history",
    "- test/fixtures/2.sql: SQL file, stands under `test/`",
  ]);
});

test("a repository without SQL gives nothing", () => {
  expect(sql.discover(memoryTree({ "src/index.ts": "export {};" }), { ignore: [] })).toEqual({ units: [], claims: [] });
});

test("ignored files are no one's", () => {
  expect(sql.discover(memoryTree({ "old/migrations/1_a.sql": create }), { ignore: ["old/**"] })).toEqual({
    units: [],
    claims: [],
  });
});

test("discovery does not depend on the order of the files", () => {
  const files = {
    "b/migrations/1.up.sql": create,
    "a/migrations/2.up.sql": create,
    "a/migrations/1.up.sql": create,
    "schema.sql": create,
  };
  const reversed = Object.fromEntries(Object.entries(files).toReversed());
  expect(sql.discover(memoryTree(reversed), { ignore: [] })).toEqual(sql.discover(memoryTree(files), { ignore: [] }));
});

test("a broken journal, plan or change log loses no run", async () => {
  expect((await claims({ "drizzle/meta/_journal.json": "{", "drizzle/0_a.sql": create })).claims).toEqual([
    "- drizzle/0_a.sql: SQL file, meta/_journal.json does not list it, so Drizzle does not run it",
  ]);
  const loop = {
    "db/changelog-a.yaml": "- include:\n    file: db/changelog-b.yaml\n",
    "db/changelog-b.yaml": "- include:\n    file: db/changelog-a.yaml\n",
    "migrations/1.up.sql": create,
  };
  expect((await claims(loop)).histories).toEqual(["migrations"]);
});

test("what cannot be read is said with its line, and the rest is read", async () => {
  const { histories, unread } = await readTree({
    "migrations/1_a.up.sql": "CREATE TABLE a (id int);\n\nCREATE TABEL b ();\nDROP TABLE a;",
    "migrations/1_a.down.sql": "DROP;",
    "migrations/2_b.up.sql": create,
  });
  expect(histories.map(summary)[0]?.migrations).toEqual([
    "1_a: CREATE TABLE, DROP TABLE |  | transaction",
    "2_b: CREATE TABLE | none | no transaction",
  ]);
  expect(unread).toEqual([
    { file: "migrations/1_a.up.sql", line: 3, reason: 'syntax error at or near "TABEL"' },
    { file: "migrations/1_a.down.sql", line: 1, reason: "syntax error at end of input" },
  ]);
});

test("a binary file among migrations is unread", async () => {
  const tree = memoryTree({
    "migrations/1_a.up.sql": create,
    "migrations/2_b.up.sql": new Uint8Array([0, 1, 2, 0, 255, 0]),
  });
  const { units } = sql.discover(tree, { ignore: [] });
  const reader = await sql.load();
  const reading = reader.read(units[0]!, {
    tree,
    rules: [],
    embedded: new Map(),
    guard: (_rule, _file, call) => call(),
  });
  expect(reading.kind === "history" && reading.history.migrations.map(({ version }) => version)).toEqual(["1_a"]);
  expect(reading.unread.map(({ file, line }) => [file, line])).toEqual([["migrations/2_b.up.sql", 1]]);
});

test("what is quoted as MySQL does, or has its types, is said to be for another database", async () => {
  expect(
    (
      await claims({
        "one/migrations/1_a.sql": "CREATE TABLE shops (\n  opened_at datetime DEFAULT CURRENT_TIMESTAMP NOT NULL\n);",
        "two/migrations/1_a.sql": "SELECT 1;\nUPDATE `shops` SET name = '';",
        "three/migrations/1_a.sql": "-- datetime is `timestamp` here\nCREATE TABLE shops (datetime timestamp);",
        "postgresql/data-migrations/fill.sql": "UPDATE shops SET name = '';\n-- MySQL\nUPDATE `shops` SET name = '';",
      })
    ).claims,
  ).toEqual([
    "- one/migrations/1_a.sql: plain migration, is written for MySQL or SQLite; only PostgreSQL is read",
    "- postgresql/data-migrations/fill.sql: SQL file, is a query and in no migration history",
    "+ three/migrations/1_a.sql: plain migration, stands in a folder of migrations in the order of their names",
    "- two/migrations/1_a.sql: plain migration, is written for mysql; only PostgreSQL is read",
  ]);
});

test("a fork of postgres-migrations runs its layout too", async () => {
  const { histories } = await readTree({
    "package.json": '{ "dependencies": { "@djgrant/postgres-migrations": "^4.1.0" } }',
    "migrations/00001_a.sql": create,
  });
  expect(histories.map(({ tool, migrations }) => [tool, migrations[0]?.transaction])).toEqual([
    ["postgres-migrations", true],
  ]);
});
