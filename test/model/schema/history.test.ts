import { describe, expect, it } from "vitest";
import { foldSql, refusals } from "./fold-sql.ts";

describe("a folded history", () => {
  it("keeps the schema before and after each change", async () => {
    const history = await foldSql(
      "CREATE TABLE users (id int PRIMARY KEY, email text);",
      "ALTER TABLE users RENAME COLUMN email TO mail; ALTER TABLE users RENAME TO people;",
    );
    const [rename] = history.changes("rename-column");
    expect(rename?.before.table("users")?.columns.map((column) => column.name)).toEqual(["id", "email"]);
    expect(rename?.after.table("users")?.columns.map((column) => column.name)).toEqual(["id", "mail"]);
    expect(history.steps[1]?.before.table("users")?.column("mail")).toBeUndefined();
    expect(history.schema.table("people")?.primaryKey?.columns).toEqual(["id"]);
    expect(history.schema.table("users")).toBeUndefined();
    expect(history.steps[0]?.after.tables().map((table) => table.path)).toEqual(["users"]);
  });

  it("knows which tables a step makes, under the name they end with", async () => {
    const history = await foldSql(
      "CREATE TABLE users (id int);",
      "CREATE TABLE users_new (id bigint); DROP TABLE users; ALTER TABLE users_new RENAME TO users; CREATE TABLE passing (id int); DROP TABLE passing;",
    );
    const [first, second] = history.steps;
    expect(first?.creates({ schema: null, name: "users" })).toBe(true);
    expect(second?.creates({ schema: null, name: "users" })).toBe(true);
    expect(second?.creates({ schema: null, name: "passing" })).toBe(true);
    expect(second?.creates({ schema: null, name: "never_heard_of" })).toBe(false);
    expect(history.changes("rename-table")[0]?.before.table("users_new")?.createdBy.version).toBe("2");
  });

  it("gives every step, statement and change an anchor of its own, without lines", async () => {
    const history = await foldSql(
      "CREATE TABLE t (a int); ALTER TABLE t ADD COLUMN b int, ADD COLUMN c int; ALTER TABLE t DROP COLUMN b; ALTER TABLE t ADD COLUMN b int;",
    );
    const anchors = history.steps.flatMap((step) =>
      step.statements.flatMap((statement) => statement.changes.map((change) => change.anchor)),
    );
    expect(anchors).toEqual([
      "sql:db/1#create-table t",
      "sql:db/1#add-column t.b",
      "sql:db/1#add-column t.c",
      "sql:db/1#drop-column t.b",
      "sql:db/1#add-column t.b~2",
    ]);
    expect(history.schema.table("t")?.column("c")?.anchor).toBe("sql:public.t.c");
  });

  it("links each change to the one before it in its step, and lists kinds in order", async () => {
    const history = await foldSql("CREATE TABLE a (id int); CREATE INDEX ON a (id);", "CREATE TABLE b (id int);");
    expect(history.changes("create-table", "create-index").map(({ change }) => change.kind)).toEqual([
      "create-table",
      "create-index",
      "create-table",
    ]);
    const [, index, table] = history.changes("create-table", "create-index");
    expect(index?.previous?.change.kind).toBe("create-table");
    expect(table?.previous).toBeUndefined();
  });

  it("applies one ALTER TABLE in PostgreSQL's order", async () => {
    const history = await foldSql(
      "CREATE TABLE t (a int PRIMARY KEY, b int NOT NULL);",
      "ALTER TABLE t ADD CONSTRAINT t_pkey PRIMARY KEY (c), ADD COLUMN c int, DROP CONSTRAINT t_pkey;",
    );
    expect(refusals(history)).toEqual([]);
    expect(history.schema.table("t")?.primaryKey?.columns).toEqual(["c"]);
    expect(history.steps[1]?.statements[0]?.changes.map(({ change }) => change.kind)).toEqual([
      "add-constraint",
      "add-column",
      "drop-constraint",
    ]);
  });

  it("forgets temporary tables and the search path at the end of a step", async () => {
    const history = await foldSql(
      "CREATE SCHEMA s; SET search_path TO s; CREATE TABLE inside (id int); CREATE TEMP TABLE scratch (id int); CREATE INDEX ON scratch (id);",
      "CREATE TABLE outside (id int);",
    );
    expect(history.schema.tables().map((table) => table.path)).toEqual(["s.inside", "outside"]);
    expect(history.changes("create-index")[0]?.before.table("scratch")?.temporary).toBe(true);
  });
});

describe("what PostgreSQL would refuse", () => {
  it.each([
    ["ALTER TABLE users ADD COLUMN a int", 'relation "users" does not exist'],
    ["CREATE TABLE t (a int); CREATE TABLE t (a int)", 'relation "t" already exists'],
    ["CREATE TABLE t (a int); ALTER TABLE t DROP COLUMN b", 'column "b" of relation "t" does not exist'],
    ["CREATE TABLE t (a int); ALTER TABLE t ADD COLUMN a int", 'column "a" already exists'],
    ["CREATE TABLE t (a int); CREATE INDEX ON t (b)", 'column "b" of relation "t" does not exist'],
    ["DROP INDEX nowhere", 'index "nowhere" does not exist'],
    [
      "CREATE TABLE t (a int PRIMARY KEY); ALTER TABLE t ADD PRIMARY KEY (a)",
      'multiple primary keys for table "t" are not allowed',
    ],
    [
      "CREATE TABLE t (a int PRIMARY KEY); CREATE TABLE u (a int REFERENCES t); DROP TABLE t",
      "cannot drop table t because other objects depend on it",
    ],
    [
      "CREATE TABLE t (a int); CREATE TABLE u (a int REFERENCES t (a))",
      'there is no unique constraint matching given keys for referenced table "t"',
    ],
    ["CREATE TYPE e AS ENUM ('a'); ALTER TYPE e ADD VALUE 'a'", 'enum label "a" already exists'],
  ])("%s", async (sql, refusal) => {
    expect(refusals(await foldSql(sql))).toEqual([refusal]);
  });

  it.each([
    "DROP TABLE IF EXISTS nowhere; DROP INDEX IF EXISTS nowhere; ALTER TABLE IF EXISTS nowhere ADD COLUMN a int",
    "CREATE TABLE t (a int); CREATE TABLE IF NOT EXISTS t (b int); ALTER TABLE t ADD COLUMN IF NOT EXISTS a text, DROP COLUMN IF EXISTS c",
    "CREATE TABLE t (user_id uuid REFERENCES auth.users ON DELETE CASCADE); CREATE TRIGGER x AFTER INSERT ON auth.users FOR EACH ROW EXECUTE FUNCTION f()",
    "CREATE TABLE a (id int PRIMARY KEY); CREATE TABLE b (a_id int REFERENCES a); DROP TABLE a, b",
    "CREATE TYPE e AS ENUM ('a'); DO $$ BEGIN CREATE TYPE e AS ENUM ('a'); EXCEPTION WHEN duplicate_object THEN NULL; END $$",
  ])("nothing of %s", async (sql) => {
    expect(refusals(await foldSql(sql))).toEqual([]);
  });

  it("leaves the schema as it was", async () => {
    const history = await foldSql("CREATE TABLE t (a int); CREATE TABLE t (b text);");
    expect(history.schema.table("t")?.columns.map((column) => column.name)).toEqual(["a"]);
    expect(history.schema.complete).toBe(false);
    expect(history.changes("create-table")[0]?.after.complete).toBe(true);
  });
});

describe("what cannot be known", () => {
  it("is said: an unread or dynamic statement leaves the schema incomplete from there on", async () => {
    const history = await foldSql("CREATE TABLE t (a int);", "CREATE TABLE broken (;", "CREATE TABLE u (a int);");
    expect(history.steps.map((step) => step.after.complete)).toEqual([true, false, false]);
    expect(history.schema.tables().map((table) => table.name)).toEqual(["t", "u"]);
    const dynamic = await foldSql("DO $$ BEGIN EXECUTE 'DROP TABLE ' || quote_ident(current_setting('x')); END $$;");
    expect(dynamic.schema.complete).toBe(false);
  });

  it("takes the columns of a copied table from its source, and says when it cannot", async () => {
    const history = await foldSql(
      "CREATE TABLE t (a int NOT NULL, b text); CREATE TABLE copy AS SELECT a, b AS c FROM t; CREATE TABLE sums AS SELECT sum(a) FROM t; CREATE INDEX ON sums (total);",
    );
    expect(
      history.schema.table("copy")?.columns.map((column) => `${column.name} ${column.type} ${column.nullable}`),
    ).toEqual(["a integer true", "c text true"]);
    expect(history.schema.table("sums")?.columnsKnown).toBe(false);
    expect(history.schema.table("sums")?.indexes[0]?.name).toBe("sums_total_idx");
    expect(refusals(history)).toEqual([]);
  });
});
