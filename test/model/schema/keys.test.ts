import { describe, expect, it } from "vitest";
import { sameKeyType } from "../../../src/model/schema/comparable-types.ts";
import { provesNotNull, wouldProveNotNull } from "../../../src/model/schema/proves-not-null.ts";
import { foldSql } from "./fold-sql.ts";

describe("an index serves a foreign key", () => {
  it.each([
    ["CREATE INDEX ON o (a)", true],
    ["CREATE INDEX ON o (a, x)", true],
    ["CREATE INDEX ON o (x, a)", false],
    ["CREATE INDEX ON o USING hash (a)", true],
    ["CREATE INDEX ON o USING brin (a)", false],
    ["CREATE INDEX ON o (a) WHERE a IS NOT NULL", true],
    ["CREATE INDEX ON o (a) WHERE (o.a IS NOT NULL)", true],
    ["CREATE INDEX ON o (a) WHERE x IS NOT NULL", false],
    ["CREATE INDEX ON o (a) WHERE a IS NOT NULL AND x > 0", false],
    ["CREATE INDEX ON o ((a + 0))", false],
    ["ALTER TABLE o ADD PRIMARY KEY (a, x)", true],
    ["CREATE INDEX o_a ON o (a); DROP INDEX o_a", false],
    ["CREATE INDEX ON o (x) INCLUDE (a)", false],
  ])("%s: %s", async (sql, served) => {
    const history = await foldSql(
      `CREATE TABLE t (id int PRIMARY KEY); CREATE TABLE o (a int REFERENCES t, x int); ${sql};`,
    );
    expect(history.schema.foreignKeys().map((key) => key.isIndexed())).toEqual([served]);
  });

  it("in any order of its columns", async () => {
    const history = await foldSql(
      "CREATE TABLE t (a int, b int, PRIMARY KEY (a, b)); CREATE TABLE o (a int, b int, x int, FOREIGN KEY (a, b) REFERENCES t); CREATE INDEX ON o (b, a, x);",
    );
    expect(history.schema.foreignKeys().map((key) => [key.path, key.isIndexed()])).toEqual([["o(a, b)", true]]);
  });
});

it.each([
  ["integer", "bigint", false],
  ["text", "character varying(20)", true],
  ["character(8)", "text", false],
  ["timestamp(3) without time zone", "timestamp without time zone", true],
  ["uuid", "text", false],
  ['"Role"', "text", null],
  ["citext", "citext", true],
])("%s and %s hold the same keys: %s", (one, other, same) => {
  expect(sameKeyType(one, other)).toBe(same);
});

describe("a check proves that a column is not null", () => {
  it.each([
    ["CHECK (a IS NOT NULL)", true],
    ["CHECK (((a) IS NOT NULL))", false],
    ["CHECK (a IS NOT NULL AND b > 0)", true],
    ["CHECK (b > 0 AND a IS NOT NULL)", true],
    ["CHECK (a IS NOT NULL OR b > 0)", false],
    ["CHECK (NOT a IS NOT NULL)", false],
    ["CHECK (b IS NOT NULL)", false],
    ["CHECK (a IS NULL)", false],
  ])("%s: %s", async (check, proves) => {
    const history = await foldSql(
      `CREATE TABLE t (a int, b int); ALTER TABLE t ADD CONSTRAINT c ${check} NOT VALID;`,
      "ALTER TABLE t VALIDATE CONSTRAINT c;",
    );
    const table = history.schema.table("t");
    const before = history.steps[0]?.after.table("t");
    if (table === undefined || before === undefined) throw new Error("expected the table t");
    expect(provesNotNull(table, "a") !== undefined).toBe(proves);
    expect(provesNotNull(before, "a")).toBeUndefined();
    expect(wouldProveNotNull(before, "a") !== undefined).toBe(proves);
  });
});

it("a primary key added after something ran unseen takes the old one's place, for PostgreSQL allows no second", async () => {
  const unseen = `DO $$ DECLARE q text; BEGIN
    SELECT 'ALTER TABLE t DROP CONSTRAINT ' || conname INTO q FROM pg_constraint;
    EXECUTE q;
    ALTER TABLE t RENAME COLUMN id TO name;
    ALTER TABLE t ADD COLUMN id uuid NOT NULL;
    ALTER TABLE t ADD PRIMARY KEY (id);
  END $$;`;
  const keyOf = async (sql: string) =>
    (await foldSql(`CREATE TABLE t (id text PRIMARY KEY, name2 text); ${sql}`)).schema.table({
      schema: null,
      name: "t",
    })?.primaryKey?.columns;
  expect(await keyOf(unseen)).toEqual(["id"]);
  expect(await keyOf("ALTER TABLE t ADD PRIMARY KEY (name2);")).toEqual(["id"]);
});
