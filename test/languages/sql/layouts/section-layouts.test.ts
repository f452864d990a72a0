import { create, testExamples } from "./examples.ts";

testExamples({
  goose: {
    files: {
      "db/00002_b.sql": "-- +goose NO TRANSACTION\n-- +goose Up\nCREATE INDEX CONCURRENTLY i ON a (id);\n",
      "db/00001_a.sql":
        "-- a comment; with a semicolon\n-- +goose Up\n-- +goose StatementBegin\nCREATE FUNCTION f() RETURNS int AS $$ BEGIN RETURN 1; END $$ LANGUAGE plpgsql;\n-- +goose StatementEnd\n-- +goose Down\nDROP FUNCTION f;\n",
    },
    tool: "goose",
    name: "db",
    hasDowns: true,
    migrations: [
      "00001_a: CREATE FUNCTION | DROP FUNCTION | transaction",
      "00002_b: CREATE INDEX CONCURRENTLY | none | no transaction",
    ],
  },
  "sql-migrate": {
    files: {
      "sql/1.sql":
        "-- +migrate Up\nCREATE TABLE a ();\n-- +migrate Up\nCREATE TABLE b ();\n-- +migrate Down\nDROP TABLE a;\n",
      "sql/2.sql": "-- +migrate Up notransaction\nCREATE INDEX CONCURRENTLY i ON a (id);\n-- +migrate Down\n",
    },
    tool: "sql-migrate",
    name: "sql",
    hasDowns: true,
    migrations: [
      "1: CREATE TABLE, CREATE TABLE | DROP TABLE | transaction",
      "2: CREATE INDEX CONCURRENTLY |  | no transaction",
    ],
  },
  dbmate: {
    files: {
      "db/migrations/20240101_a.sql": "-- migrate:up\nCREATE TABLE a ();\n\n-- migrate:down\nDROP TABLE a;\n",
      "db/migrations/20240102_b.sql":
        "-- migrate:up transaction:false\nCREATE INDEX CONCURRENTLY i ON a (id);\n-- migrate:down\n",
      "db/schema.sql": create,
    },
    tool: "dbmate",
    name: "db/migrations",
    hasDowns: true,
    migrations: [
      "20240101_a: CREATE TABLE | DROP TABLE | transaction",
      "20240102_b: CREATE INDEX CONCURRENTLY |  | no transaction",
    ],
  },
  "node-pg-migrate": {
    files: {
      "migrations/1700000000000_a.sql": "-- Up Migration\nCREATE TABLE a ();\n-- Down Migration\nDROP TABLE a;\n",
    },
    tool: "node-pg-migrate",
    name: "migrations",
    hasDowns: true,
    migrations: ["1700000000000_a: CREATE TABLE | DROP TABLE | transaction"],
  },
  "play evolutions": {
    files: { "conf/evolutions/default/1.sql": "# --- !Ups\nCREATE TABLE a ();\n# --- !Downs\nDROP TABLE a;\n" },
    tool: "play-evolutions",
    name: "conf/evolutions/default",
    hasDowns: true,
    migrations: ["1: CREATE TABLE | DROP TABLE | no transaction"],
  },
  mybatis: {
    files: { "scripts/20240101_a.sql": "-- // first\nCREATE TABLE a ();\n-- //@UNDO\nDROP TABLE a;\n" },
    tool: "mybatis",
    name: "scripts",
    hasDowns: true,
    migrations: ["20240101_a: CREATE TABLE | DROP TABLE | transaction"],
  },
  rambler: {
    files: { "sql/1_a.sql": "-- rambler up\nCREATE TABLE a ();\n-- rambler down\nDROP TABLE a;\n" },
    tool: "rambler",
    name: "sql",
    hasDowns: true,
    migrations: ["1_a: CREATE TABLE | DROP TABLE | transaction"],
  },
  liquibase: {
    files: {
      "res/db/changelog/db.changelog-master.yaml":
        "databaseChangeLog:\n  - include:\n      file: /db/changelog/changes/b.sql\n  - include:\n      file: db/changelog/changes/a.sql\n",
      "res/db/changelog/changes/a.sql":
        "--liquibase formatted sql\n--changeset alice:1\nCREATE TABLE a ();\n--rollback DROP TABLE a;\n\n--changeset bob:2 runInTransaction:false\nCREATE INDEX CONCURRENTLY i ON a (id);\n--rollback DROP INDEX\n--rollback   i;\n--changeset bob:3 dbms:mysql\nCREATE TABLE m ();\n",
      "res/db/changelog/changes/b.sql":
        "--liquibase formatted sql\n--changeset alice:0\nCREATE TABLE b ();\n--rollback empty\n",
    },
    tool: "liquibase",
    name: "res/db/changelog",
    hasDowns: true,
    migrations: [
      "changes/b.sql::alice:0: CREATE TABLE |  | transaction",
      "changes/a.sql::alice:1: CREATE TABLE | DROP TABLE | transaction",
      "changes/a.sql::bob:2: CREATE INDEX CONCURRENTLY | DROP INDEX | no transaction",
    ],
  },
  "liquibase xml": {
    files: {
      "db/changelog/root.xml":
        '<databaseChangeLog><includeAll path="sql" relativeToChangelogFile="true"/></databaseChangeLog>',
      "db/changelog/sql/2.sql": "--liquibase formatted sql\n--changeset a:2\nDROP TABLE a;",
      "db/changelog/sql/1.sql": "--liquibase formatted sql\n--changeset a:1\nCREATE TABLE a ();",
    },
    tool: "liquibase",
    name: "db/changelog",
    hasDowns: true,
    migrations: [
      "sql/1.sql::a:1: CREATE TABLE | none | transaction",
      "sql/2.sql::a:2: DROP TABLE | none | transaction",
    ],
  },
});
