import { expect, test } from "vitest";
import { revokedTables, standingGrants } from "../../../src/model/schema/grants.ts";
import { namesIn } from "../../../src/model/schema/names-in.ts";
import { ownColumns, ownTables } from "../../../src/model/schema/own-tables.ts";
import { publishedTables } from "../../../src/model/schema/publications.ts";
import { foldSql } from "./fold-sql.ts";

const tables = "CREATE SCHEMA app; CREATE TABLE t (id int); CREATE TABLE app.u (id int); CREATE TABLE v (id int);";

test("grants that stand, after what was taken back", async () => {
  const history = await foldSql(
    tables,
    "GRANT ALL ON t TO a, b; GRANT SELECT ON app.u TO a; GRANT INSERT ON app.u TO a; REVOKE DELETE ON t FROM a; REVOKE ALL ON t FROM b; REVOKE SELECT ON v FROM a",
  );
  expect(
    standingGrants(history).map(({ object, path, grantee, privileges }) => [object, path, grantee, [...privileges]]),
  ).toEqual([["table", "app.u", "a", ["select", "insert"]]]);
});

test("tables of which all was taken from somebody, and not given back", async () => {
  const history = await foldSql(
    tables,
    "REVOKE ALL ON t, app.u FROM anon; REVOKE SELECT ON v FROM anon; GRANT SELECT ON app.u TO anon",
  );
  expect([...revokedTables(history)]).toEqual(["t"]);
});

test("what publications send, at the end", async () => {
  const history = await foldSql(
    tables,
    "CREATE PUBLICATION p FOR TABLE t, app.u; ALTER PUBLICATION p DROP TABLE t; CREATE PUBLICATION q FOR TABLES IN SCHEMA public; CREATE PUBLICATION r FOR ALL TABLES; DROP PUBLICATION r; CREATE PUBLICATION s FOR TABLE v WITH (publish = 'insert')",
    "ALTER PUBLICATION elsewhere ADD TABLE v; ALTER PUBLICATION q SET TABLE t",
  );
  expect(publishedTables(history).map(({ table, publication }) => [table.path, publication])).toEqual([
    ["t", "q"],
    ["app.u", "p"],
    ["v", "elsewhere"],
  ]);
});

test("a project's own tables and columns, each once", async () => {
  const { schema } = await foldSql(
    "CREATE TABLE p (id int, at date) PARTITION BY RANGE (at); CREATE TABLE p1 PARTITION OF p DEFAULT; CREATE TABLE base (id int); CREATE TABLE child (more int) INHERITS (base); CREATE TABLE schema_migrations (version int)",
  );
  expect(ownTables(schema).map((table) => table.path)).toEqual(["p", "base", "child"]);
  expect(ownColumns(schema).map((column) => column.path)).toEqual(["p.id", "p.at", "base.id", "child.more"]);
});

test("all names there are", async () => {
  const { schema } = await foldSql(
    "CREATE TYPE kind AS ENUM ('a'); CREATE TABLE t (id serial PRIMARY KEY, n int UNIQUE CHECK (n > 0) REFERENCES t); CREATE VIEW w AS SELECT 1; CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'select 1'; CREATE POLICY p ON t USING (true)",
  );
  expect([...namesIn(schema)].toSorted()).toEqual([
    "f",
    "id",
    "kind",
    "n",
    "p",
    "t",
    "t_id_seq",
    "t_n_check",
    "t_n_fkey",
    "t_n_key",
    "t_pkey",
    "w",
  ]);
});
