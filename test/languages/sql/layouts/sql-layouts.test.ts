import { expect, test } from "vitest";
import { readTree, summary } from "../read-tree.ts";

const create = "CREATE TABLE a (id int);";
const drop = "DROP TABLE a;";
const index = "CREATE INDEX CONCURRENTLY i ON a (id);";

interface Example {
  readonly files: Readonly<Record<string, string>>;
  readonly tool: string;
  readonly name: string;
  readonly hasDowns: boolean;
  readonly migrations: readonly string[];
}

const examples: Readonly<Record<string, Example>> = {
  prisma: {
    files: {
      "prisma/migrations/migration_lock.toml": 'provider = "postgresql"\n',
      "prisma/migrations/20240102_b/migration.sql": index,
      "prisma/migrations/20240101_a/migration.sql": create + drop,
    },
    tool: "prisma", name: "prisma/migrations", hasDowns: false,
    migrations: ["20240101_a: CREATE TABLE, DROP TABLE | none | transaction", "20240102_b: CREATE INDEX CONCURRENTLY | none | no transaction"],
  },
  drizzle: {
    files: {
      "drizzle/meta/_journal.json": JSON.stringify({ dialect: "postgresql", entries: [{ idx: 1, tag: "0001_a" }, { idx: 0, tag: "0000_z" }, { idx: 2, tag: "0002_gone" }] }),
      "drizzle/0000_z.sql": `${create}\n--> statement-breakpoint\n${drop}`,
      "drizzle/0001_a.sql": drop,
      "drizzle/9999_stray.sql": drop,
    },
    tool: "drizzle", name: "drizzle", hasDowns: false,
    migrations: ["0000_z: CREATE TABLE, DROP TABLE | none | transaction", "0001_a: DROP TABLE | none | transaction"],
  },
  "drizzle with folders": {
    files: { "drizzle/20240102_b/migration.sql": drop, "drizzle/20240102_b/snapshot.json": '{"dialect":"postgres"}', "drizzle/20240101_a/migration.sql": create, "drizzle/20240101_a/snapshot.json": '{"dialect":"postgres"}' },
    tool: "drizzle", name: "drizzle", hasDowns: false,
    migrations: ["20240101_a: CREATE TABLE | none | transaction", "20240102_b: DROP TABLE | none | transaction"],
  },
  supabase: {
    files: { "supabase/migrations/20240102_b.sql": drop, "supabase/migrations/20240101_a.sql": create + drop, "supabase/seed.sql": "INSERT INTO a VALUES (1);" },
    tool: "supabase", name: "supabase/migrations", hasDowns: false,
    migrations: ["20240101_a: CREATE TABLE, DROP TABLE | none | transaction", "20240102_b: DROP TABLE | none | no transaction"],
  },
  "golang-migrate": {
    files: { "migrations/10_b.up.sql": drop, "migrations/9_a.up.sql": create + drop, "migrations/9_a.down.sql": drop, "migrations/11_c.down.sql": drop, "go.mod": "module a\n" },
    tool: "golang-migrate", name: "migrations", hasDowns: true,
    migrations: ["9_a: CREATE TABLE, DROP TABLE | DROP TABLE | transaction", "10_b: DROP TABLE | none | no transaction"],
  },
  "sqlx reversible": {
    files: { "Cargo.toml": '[dependencies]\nsqlx = "0.8"\n', "migrations/1_a.up.sql": create, "migrations/1_a.down.sql": "-- nothing\n", "migrations/2_b.up.sql": `-- no-transaction\n${index}` },
    tool: "sqlx", name: "migrations", hasDowns: true,
    migrations: ["1_a: CREATE TABLE |  | transaction", "2_b: CREATE INDEX CONCURRENTLY | none | no transaction"],
  },
  sqlx: {
    files: { "api/Cargo.toml": '[dependencies.sqlx]\nversion = "0.8"\n', "api/migrations/20240101000000_a.sql": create },
    tool: "sqlx", name: "api/migrations", hasDowns: false,
    migrations: ["20240101000000_a: CREATE TABLE | none | transaction"],
  },
  diesel: {
    files: {
      "diesel.toml": "", "migrations/00000000000000_diesel_initial_setup/up.sql": "SELECT 1;", "migrations/00000000000000_diesel_initial_setup/down.sql": "",
      "migrations/2024-01-02-000000-0000_b/up.sql": create, "migrations/2024-01-02-000000-0000_b/down.sql": drop, "migrations/2024-01-03-000000_c/up.sql": index, "migrations/2024-01-03-000000_c/metadata.toml": "run_in_transaction = false\n",
    },
    tool: "diesel", name: "migrations", hasDowns: true,
    migrations: [
      "00000000000000_diesel_initial_setup: SELECT |  | transaction",
      "2024-01-02-000000-0000_b: CREATE TABLE | DROP TABLE | transaction",
      "2024-01-03-000000_c: CREATE INDEX CONCURRENTLY | none | no transaction",
    ],
  },
  hasura: {
    files: { "hasura/config.yaml": "version: 3\n", "hasura/migrations/default/1700000000001_b/up.sql": drop, "hasura/migrations/default/1700000000000_a/up.sql": create, "hasura/migrations/default/1700000000000_a/down.sql": drop },
    tool: "hasura", name: "hasura/migrations/default", hasDowns: true,
    migrations: ["1700000000000_a: CREATE TABLE | DROP TABLE | transaction", "1700000000001_b: DROP TABLE | none | transaction"],
  },
  flyway: {
    files: {
      "src/main/resources/db/migration/V2__b.sql": index, "src/main/resources/db/migration/V10__c.sql": create, "src/main/resources/db/migration/V1_1__a.sql": create, "src/main/resources/db/migration/U1_1__a.sql": drop,
      "src/main/resources/db/migration/R__views.sql": "CREATE VIEW v AS SELECT 1;", "src/main/resources/db/migration/V3__d.sql": create, "src/main/resources/db/migration/V3__d.sql.conf": "executeInTransaction=false\n", "src/main/resources/db/migration_data/V2.5__more.sql": "SELECT 1;",
    },
    tool: "flyway", name: "src/main/resources/db/migration", hasDowns: true,
    migrations: [
      "V1_1__a: CREATE TABLE | DROP TABLE | transaction",
      "V2__b: CREATE INDEX CONCURRENTLY | none | no transaction",
      "V2.5__more: SELECT | none | transaction",
      "V3__d: CREATE TABLE | none | no transaction",
      "V10__c: CREATE TABLE | none | transaction",
      "R__views: CREATE VIEW | none | transaction",
    ],
  },
  "flyway from a baseline": {
    files: { "sql/B2__base.sql": create, "sql/V3__c.sql": drop },
    tool: "flyway", name: "sql", hasDowns: false,
    migrations: ["B2__base: CREATE TABLE | none | transaction", "V3__c: DROP TABLE | none | transaction"],
  },
  goose: {
    files: {
      "db/00002_b.sql": "-- +goose NO TRANSACTION\n-- +goose Up\nCREATE INDEX CONCURRENTLY i ON a (id);\n",
      "db/00001_a.sql": "-- a comment; with a semicolon\n-- +goose Up\n-- +goose StatementBegin\nCREATE FUNCTION f() RETURNS int AS $$ BEGIN RETURN 1; END $$ LANGUAGE plpgsql;\n-- +goose StatementEnd\n-- +goose Down\nDROP FUNCTION f;\n",
    },
    tool: "goose", name: "db", hasDowns: true,
    migrations: ["00001_a: CREATE FUNCTION | DROP FUNCTION | transaction", "00002_b: CREATE INDEX CONCURRENTLY | none | no transaction"],
  },
  "sql-migrate": {
    files: { "sql/1.sql": "-- +migrate Up\nCREATE TABLE a ();\n-- +migrate Up\nCREATE TABLE b ();\n-- +migrate Down\nDROP TABLE a;\n", "sql/2.sql": "-- +migrate Up notransaction\nCREATE INDEX CONCURRENTLY i ON a (id);\n-- +migrate Down\n" },
    tool: "sql-migrate", name: "sql", hasDowns: true,
    migrations: ["1: CREATE TABLE, CREATE TABLE | DROP TABLE | transaction", "2: CREATE INDEX CONCURRENTLY |  | no transaction"],
  },
  dbmate: {
    files: { "db/migrations/20240101_a.sql": "-- migrate:up\nCREATE TABLE a ();\n\n-- migrate:down\nDROP TABLE a;\n", "db/migrations/20240102_b.sql": "-- migrate:up transaction:false\nCREATE INDEX CONCURRENTLY i ON a (id);\n-- migrate:down\n", "db/schema.sql": create },
    tool: "dbmate", name: "db/migrations", hasDowns: true,
    migrations: ["20240101_a: CREATE TABLE | DROP TABLE | transaction", "20240102_b: CREATE INDEX CONCURRENTLY |  | no transaction"],
  },
  "node-pg-migrate": {
    files: { "migrations/1700000000000_a.sql": "-- Up Migration\nCREATE TABLE a ();\n-- Down Migration\nDROP TABLE a;\n" },
    tool: "node-pg-migrate", name: "migrations", hasDowns: true,
    migrations: ["1700000000000_a: CREATE TABLE | DROP TABLE | transaction"],
  },
  "play evolutions": {
    files: { "conf/evolutions/default/1.sql": "# --- !Ups\nCREATE TABLE a ();\n# --- !Downs\nDROP TABLE a;\n" },
    tool: "play-evolutions", name: "conf/evolutions/default", hasDowns: true,
    migrations: ["1: CREATE TABLE | DROP TABLE | no transaction"],
  },
  mybatis: {
    files: { "scripts/20240101_a.sql": "-- // first\nCREATE TABLE a ();\n-- //@UNDO\nDROP TABLE a;\n" },
    tool: "mybatis", name: "scripts", hasDowns: true,
    migrations: ["20240101_a: CREATE TABLE | DROP TABLE | transaction"],
  },
  rambler: {
    files: { "sql/1_a.sql": "-- rambler up\nCREATE TABLE a ();\n-- rambler down\nDROP TABLE a;\n" },
    tool: "rambler", name: "sql", hasDowns: true,
    migrations: ["1_a: CREATE TABLE | DROP TABLE | transaction"],
  },
  postgrator: {
    files: { "migrations/002.do.b.sql": drop, "migrations/001.do.sql": create, "migrations/001.undo.sql": drop },
    tool: "postgrator", name: "migrations", hasDowns: true,
    migrations: ["001.do: CREATE TABLE | DROP TABLE | no transaction", "002.do.b: DROP TABLE | none | no transaction"],
  },
  "postgres-shift": {
    files: { "migrations/00002_b/index.sql": drop, "migrations/00001_a/index.sql": create },
    tool: "postgres-shift", name: "migrations", hasDowns: false,
    migrations: ["00001_a: CREATE TABLE | none | transaction", "00002_b: DROP TABLE | none | transaction"],
  },
  "db-migrate files": {
    files: { "migrations/20240101-a.js": "var fs = require('fs');\nexports.up = function (db) { return read(path.join(__dirname, 'sqls', '20240101-a-up.sql')); };", "migrations/sqls/20240101-a-up.sql": create, "migrations/sqls/20240101-a-down.sql": drop },
    tool: "db-migrate", name: "migrations", hasDowns: true,
    migrations: ["20240101-a: CREATE TABLE | DROP TABLE | transaction"],
  },
  sqitch: {
    files: {
      "sqitch.plan": "%syntax-version=1.0.0\n%project=a\n\nusers 2024-01-01T00:00:00Z A <a@b.c> # first\norders [users] 2024-01-02T00:00:00Z A <a@b.c> # second\n@v1 2024-01-03T00:00:00Z A <a@b.c> # tag\nusers [users@v1] 2024-01-04T00:00:00Z A <a@b.c> # reworked\n",
      "sqitch.conf": "[core]\n\tengine = pg\n",
      "deploy/users.sql": "BEGIN;\nCREATE TABLE c ();\nCOMMIT;", "deploy/users@v1.sql": create, "deploy/orders.sql": create, "revert/orders.sql": drop, "verify/users.sql": "SELECT 1;", "deploy/unplanned.sql": create,
    },
    tool: "sqitch", name: ".", hasDowns: true,
    migrations: ["users@v1: CREATE TABLE | none | no transaction", "orders: CREATE TABLE | DROP TABLE | no transaction", "users: BEGIN, CREATE TABLE, COMMIT | none | no transaction"],
  },
  liquibase: {
    files: {
      "res/db/changelog/db.changelog-master.yaml": "databaseChangeLog:\n  - include:\n      file: /db/changelog/changes/b.sql\n  - include:\n      file: db/changelog/changes/a.sql\n",
      "res/db/changelog/changes/a.sql": "--liquibase formatted sql\n--changeset alice:1\nCREATE TABLE a ();\n--rollback DROP TABLE a;\n\n--changeset bob:2 runInTransaction:false\nCREATE INDEX CONCURRENTLY i ON a (id);\n--rollback DROP INDEX\n--rollback   i;\n--changeset bob:3 dbms:mysql\nCREATE TABLE m ();\n",
      "res/db/changelog/changes/b.sql": "--liquibase formatted sql\n--changeset alice:0\nCREATE TABLE b ();\n--rollback empty\n",
    },
    tool: "liquibase", name: "res/db/changelog", hasDowns: true,
    migrations: [
      "changes/b.sql::alice:0: CREATE TABLE |  | transaction",
      "changes/a.sql::alice:1: CREATE TABLE | DROP TABLE | transaction",
      "changes/a.sql::bob:2: CREATE INDEX CONCURRENTLY | DROP INDEX | no transaction",
    ],
  },
  "liquibase xml": {
    files: {
      "db/changelog/root.xml": '<databaseChangeLog><includeAll path="sql" relativeToChangelogFile="true"/></databaseChangeLog>',
      "db/changelog/sql/2.sql": "--liquibase formatted sql\n--changeset a:2\nDROP TABLE a;", "db/changelog/sql/1.sql": "--liquibase formatted sql\n--changeset a:1\nCREATE TABLE a ();",
    },
    tool: "liquibase", name: "db/changelog", hasDowns: true,
    migrations: ["sql/1.sql::a:1: CREATE TABLE | none | transaction", "sql/2.sql::a:2: DROP TABLE | none | transaction"],
  },
  atlas: {
    files: { "migrations/atlas.sum": "h1:x\n", "migrations/20240101_a.sql": create, "migrations/20240102_b.sql": `-- atlas:txmode none\n\n${index}` },
    tool: "atlas", name: "migrations", hasDowns: false,
    migrations: ["20240101_a: CREATE TABLE | none | transaction", "20240102_b: CREATE INDEX CONCURRENTLY | none | no transaction"],
  },
  "postgres-migrations": {
    files: { "package.json": '{"dependencies":{"postgres-migrations":"5"}}', "db/migrations/1_a.sql": create, "db/migrations/2_b.sql": `-- postgres-migrations disable-transaction\n${index}` },
    tool: "postgres-migrations", name: "db/migrations", hasDowns: false,
    migrations: ["1_a: CREATE TABLE | none | transaction", "2_b: CREATE INDEX CONCURRENTLY | none | no transaction"],
  },
  "plain numbered folder": {
    files: { "db/patches/10-c.sql": drop, "db/patches/9-b.sql": create, "db/patches/001.sql": create },
    tool: "plain", name: "db/patches", hasDowns: false,
    migrations: ["001: CREATE TABLE | none | no transaction", "9-b: CREATE TABLE | none | no transaction", "10-c: DROP TABLE | none | no transaction"],
  },
  "one file in a folder of migrations": {
    files: { "migrations/init.sql": create },
    tool: "plain", name: "migrations", hasDowns: false,
    migrations: ["init: CREATE TABLE | none | no transaction"],
  },
  "schema dump alone": {
    files: { "db/schema.sql": `--\n-- PostgreSQL database dump\n--\n${create}`, "db/queries/users.sql": "SELECT * FROM users;" },
    tool: "dump", name: "db", hasDowns: false,
    migrations: ["schema: CREATE TABLE | none | no transaction"],
  },
};

test.each(Object.entries(examples))("%s", async (_name, { files, ...expected }) => {
  const { histories, unread } = await readTree(files);
  expect(unread).toEqual([]);
  expect(histories.map(summary)).toEqual([expected]);
});

test("every file with SQL is claimed once, taken or with the reason why not", async () => {
  for (const { files } of Object.values(examples)) {
    const { claims } = await readTree(files);
    const claimed = claims.filter(({ file }) => file.endsWith(".sql")).map(({ file }) => file);
    expect(claimed).toEqual(Object.keys(files).filter((file) => file.endsWith(".sql")).sort());
    for (const { why } of claims) expect(why).not.toBe("");
  }
});
