import { expect, test } from "vitest";
import { foldSql, refusals } from "./fold-sql.ts";

test("ALTER FUNCTION changes what it names, and nothing else", async () => {
  const history = await foldSql(
    "CREATE FUNCTION f() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'select 1'; CREATE FUNCTION g() RETURNS int LANGUAGE sql SECURITY DEFINER SET search_path = '' AS 'select 1'",
    "ALTER FUNCTION f() SET search_path = pg_catalog; ALTER FUNCTION g RESET search_path; ALTER FUNCTION unknown() SECURITY DEFINER",
  );
  expect(history.schema.functions().map((made) => [made.name, made.securityDefiner, made.searchPathSet])).toEqual([
    ["f", true, true],
    ["g", true, false],
  ]);
  const last = await foldSql(
    "CREATE FUNCTION f() RETURNS int LANGUAGE sql SECURITY DEFINER SET search_path = '' AS 'select 1'; ALTER FUNCTION f() SECURITY INVOKER",
  );
  expect(last.schema.functions().map((made) => [made.securityDefiner, made.searchPathSet])).toEqual([[false, true]]);
});

test("ALTER POLICY changes what it names, and an unknown policy is refused", async () => {
  const history = await foldSql(
    "CREATE TABLE t (a int); CREATE POLICY p ON t FOR SELECT USING (true)",
    "ALTER POLICY p ON t TO reader USING (a > 0)",
    "ALTER POLICY q ON t USING (true)",
  );
  expect(history.schema.table("t")?.policies).toMatchObject([
    { name: "p", command: "select", roles: ["reader"], using: "a > 0", check: null },
  ]);
  expect(refusals(history)).toEqual(['policy "q" for table "t" does not exist']);
});

test("whose rights a view reads with", async () => {
  const history = await foldSql(
    "CREATE VIEW a AS SELECT 1; CREATE VIEW b WITH (security_invoker = on) AS SELECT 1; CREATE VIEW c WITH (security_invoker) AS SELECT 1",
    "ALTER VIEW a SET (security_invoker = true); ALTER VIEW b RESET (security_invoker); ALTER VIEW c OWNER TO admin",
  );
  expect(history.schema.views().map((view) => [view.name, view.securityInvoker])).toEqual([
    ["a", true],
    ["b", false],
    ["c", true],
  ]);
});

test("replica identity, and the bound of a partition while it is one", async () => {
  const history = await foldSql(
    "CREATE TABLE t (a int, at date) PARTITION BY RANGE (at); CREATE TABLE t1 PARTITION OF t FOR VALUES FROM ('2024-01-01') TO ('2025-01-01'); CREATE TABLE t2 (a int, at date); CREATE TABLE rest PARTITION OF t DEFAULT",
    "ALTER TABLE t ATTACH PARTITION t2 FOR VALUES FROM ('2025-01-01') TO ('2026-01-01'); ALTER TABLE t DETACH PARTITION t1; ALTER TABLE t2 REPLICA IDENTITY FULL",
  );
  expect(history.schema.tables().map((table) => [table.name, table.partitionBound, table.replicaIdentity])).toEqual([
    ["t", null, "default"],
    ["t1", null, "default"],
    ["t2", "FROM ('2025-01-01') TO ('2026-01-01')", "full"],
    ["rest", "DEFAULT", "default"],
  ]);
});
