import { expect, test } from "vitest";
import { parseSql } from "../../../src/languages/sql/parse.ts";
import { framed, statementsOf } from "./read-sql.ts";

async function inside(body: string) {
  const text = `SELECT 1;\nDO $do$\n${body}\n$do$;`;
  const [, block, ...statements] = await statementsOf(text);
  return { block, statements: statements.map(({ verb, certainty, at }) => [verb, certainty, framed(text, at)]) };
}

test("the body's statements follow the block, each at its own place", async () => {
  const { block, statements } = await inside(
    "BEGIN\n  -- ALTER TABLE a ADD b int\n  ALTER TABLE a ADD b int;\n  ALTER TABLE a ADD b int;\n  PERFORM f();\nEND",
  );
  expect([block?.verb, block?.changes, block?.certainty]).toEqual(["DO", [], "certain"]);
  expect(statements).toEqual([
    ["ALTER TABLE", "certain", "ALTER TABLE a ADD b int"],
    ["ALTER TABLE", "certain", "ALTER TABLE a ADD b int"],
  ]);
});

test("what an exception handler guards is certain, the handler is not", async () => {
  const { statements } = await inside(
    "BEGIN\n ALTER TABLE a ADD CONSTRAINT k FOREIGN KEY (b) REFERENCES c;\nEXCEPTION\n WHEN duplicate_object THEN null;\n WHEN others THEN DROP TABLE a;\nEND",
  );
  expect(statements).toEqual([
    ["ALTER TABLE", "certain", "ALTER TABLE a ADD CONSTRAINT k FOREIGN KEY (b) REFERENCES c"],
    ["DROP TABLE", "conditional", "DROP TABLE a"],
  ]);
});

test("branches and loops over tables are conditional, with their changes", async () => {
  const { statements } = await inside(
    "DECLARE r record;\nBEGIN\n IF NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conname = 'k') THEN\n  ALTER TABLE a ADD b int;\n ELSIF true THEN DROP TABLE c;\n ELSE DROP TABLE d;\n END IF;\n CASE 1 WHEN 1 THEN DROP TABLE e; ELSE DROP TABLE f; END CASE;\n FOR r IN SELECT 1 FROM g LOOP DROP TABLE h; END LOOP;\n DROP TABLE i;\nEND",
  );
  expect(statements.map(([verb, certainty, at]) => `${verb} ${certainty} ${at}`)).toEqual([
    "ALTER TABLE conditional ALTER TABLE a ADD b int",
    "DROP TABLE conditional DROP TABLE c",
    "DROP TABLE conditional DROP TABLE d",
    "DROP TABLE conditional DROP TABLE e",
    "DROP TABLE conditional DROP TABLE f",
    "DROP TABLE conditional DROP TABLE h",
    "DROP TABLE certain DROP TABLE i",
  ]);
});

test("EXECUTE of a known text is read, of any other it is dynamic", async () => {
  const text =
    "DO $$ DECLARE t text; BEGIN\n EXECUTE 'DROP TABLE a; COMMENT ON TABLE b IS ''it''''s''';\n EXECUTE format('ALTER TABLE %I ADD %s int', 'Order', 'x');\n EXECUTE 'DROP TABLE ' || quote_ident('c');\n EXECUTE 'DROP TABLE ' || t;\nEND $$";
  const [, ...statements] = await statementsOf(text);
  expect(
    statements.map(({ verb, certainty, changes, at }) => [
      verb,
      certainty,
      changes.map((change) => change.kind),
      framed(text, at),
    ]),
  ).toEqual([
    ["DROP TABLE", "certain", ["drop-table"], "DROP TABLE a"],
    ["COMMENT ON", "certain", ["comment"], "COMMENT ON TABLE b IS ''it''''s''"],
    ["ALTER TABLE", "certain", ["add-column"], "format('ALTER TABLE %I ADD %s int', 'Order', 'x')"],
    ["DROP TABLE", "certain", ["drop-table"], "'DROP TABLE ' || quote_ident('c')"],
    ["EXECUTE", "dynamic", [], "'DROP TABLE ' || t"],
  ]);
  expect(statements[1]?.changes[0]).toMatchObject({ text: "it's" });
  expect(statements[2]?.changes[0]).toMatchObject({ table: { schema: null, name: "Order" } });
});

async function tables(body: string): Promise<unknown[]> {
  const statements = await statementsOf(`DO $$ ${body} $$`);
  return statements
    .slice(1)
    .map(({ certainty, changes }) => [
      certainty,
      ...changes.map((change) => ("table" in change ? change.table?.name : null)),
    ]);
}

test("a loop over rows that stand in the text runs for each of them", async () => {
  expect(
    await tables(
      "DECLARE t text; BEGIN FOREACH t IN ARRAY ARRAY['a', 'b'] LOOP EXECUTE format('ALTER TABLE %I ADD x int', t); END LOOP; END",
    ),
  ).toEqual([
    ["certain", "a"],
    ["certain", "b"],
  ]);
  expect(
    await tables(
      "DECLARE r record; BEGIN FOR r IN SELECT * FROM (VALUES ('a', 'x'), ('b', 'y')) AS v (tab, col) LOOP EXECUTE 'ALTER TABLE ' || r.tab || ' ADD ' || r.col || ' int'; END LOOP; END",
    ),
  ).toEqual([
    ["certain", "a"],
    ["certain", "b"],
  ]);
  expect(
    await tables(
      "DECLARE t text; BEGIN FOR t IN SELECT unnest(ARRAY['a']) LOOP IF true THEN CONTINUE; END IF; EXECUTE format('DROP TABLE %I', t); END LOOP; END",
    ),
  ).toEqual([["conditional", "a"]]);
  expect(
    await tables(
      "DECLARE t text; BEGIN FOR t IN SELECT tablename FROM pg_tables LOOP EXECUTE format('DROP TABLE %I', t); END LOOP; END",
    ),
  ).toEqual([["dynamic"]]);
});

test("a quoted body keeps its places", async () => {
  const text = "DO 'BEGIN CREATE TABLE a (b text DEFAULT ''x''); DROP TABLE c; END'";
  const [, ...statements] = await statementsOf(text);
  expect(statements.map(({ at }) => framed(text, at))).toEqual([
    "CREATE TABLE a (b text DEFAULT ''x'')",
    "DROP TABLE c",
  ]);
});

test("a block that cannot be looked into does nobody knows what", async () => {
  const statements = await statementsOf(
    "DO LANGUAGE plpython3u $$ pass $$; DO $$ BEGIN NOT plpgsql END $$; DO LANGUAGE plpgsql $$ BEGIN DROP TABLE a; END $$",
  );
  expect(statements.map(({ verb, certainty }) => [verb, certainty])).toEqual([
    ["DO", "dynamic"],
    ["DO", "dynamic"],
    ["DO", "certain"],
    ["DROP TABLE", "certain"],
  ]);
});

test("a function's body is not run and not read", async () => {
  expect(
    (await statementsOf("CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$ BEGIN DROP TABLE a; END $$")).map(
      ({ verb }) => verb,
    ),
  ).toEqual(["CREATE FUNCTION"]);
});

test("SQL inside that does not parse is one unread statement", async () => {
  const text = "DO $$ BEGIN EXECUTE 'CREATE TABEL a ()'; DROP TABLE b; END $$";
  const { statements, unread } = await parseSql(text, "a.sql");
  expect(statements.map(({ verb }) => verb)).toEqual(["DO", "DROP TABLE"]);
  expect(unread.map(({ message, stoppedAt }) => [message, framed(text, stoppedAt)])).toEqual([
    ['syntax error at or near "TABEL"', "TABEL"],
  ]);
});
