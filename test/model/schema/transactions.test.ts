import { PGlite } from "@electric-sql/pglite";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { transactionsOf } from "../../../src/model/schema/transactions.ts";
import { isContractStep } from "../../../src/model/schema/contract-step.ts";
import { comparableExpression } from "../../../src/model/schema/comparable-expression.ts";
import { foldSql } from "./fold-sql.ts";

async function numbersOf(sql: string, tool: string, transaction: boolean): Promise<readonly (number | null)[]> {
  const history = await foldSql(sql);
  const step = history.steps[0];
  if (step === undefined) return [];
  const found = transactionsOf(
    { ...history, tool, steps: history.steps } as typeof history,
    { ...step, migration: { ...step.migration, transaction }, statements: step.statements } as typeof step,
  );
  const seen: unknown[] = [];
  return step.statements.map((statement) => {
    const one = found.get(statement);
    if (one === undefined) return null;
    if (!seen.includes(one)) seen.push(one);
    return seen.indexOf(one);
  });
}

describe("transactionsOf", () => {
  const sql = "CREATE TABLE a (); BEGIN; CREATE TABLE b (); COMMIT; CREATE TABLE c ();";

  it("follows BEGIN and COMMIT where the tool opens none", async () => {
    expect(await numbersOf(sql, "goose", false)).toEqual([null, 0, 0, 0, null]);
  });
  it("lets COMMIT end the tool's own", async () => {
    expect(await numbersOf(sql, "goose", true)).toEqual([0, 0, 0, 0, null]);
  });
  it("begins an implicit one again where all is one query", async () => {
    expect(await numbersOf(sql, "prisma", true)).toEqual([0, 0, 0, 0, 1]);
  });
});

describe("what PostgreSQL says of transactions", () => {
  const database = new PGlite();
  beforeAll(async () => {
    await database.exec("CREATE TYPE role AS ENUM ('reader'); CREATE TABLE users (id int PRIMARY KEY, role role)");
  });
  afterEach(() => database.exec("ROLLBACK"));
  afterAll(() => database.close());

  it.each([
    "UPDATE users SET role = 'owner'",
    "ALTER TABLE users ALTER COLUMN role SET DEFAULT 'owner'",
    "INSERT INTO users (id, role) VALUES (1, 'owner')",
  ])("refuses a new enum value in the transaction that adds it: %s", async (use) => {
    await expect(database.exec(`BEGIN; ALTER TYPE role ADD VALUE 'owner'; ${use}; COMMIT`)).rejects.toThrow(
      /unsafe use of new value/,
    );
  });
  it("takes the value in a later one, and that of a type the transaction makes", async () => {
    await database.exec("ALTER TYPE role ADD VALUE 'owner'");
    await database.exec("UPDATE users SET role = 'owner'");
    await database.exec(
      "BEGIN; CREATE TYPE mood AS ENUM ('good'); ALTER TYPE mood ADD VALUE 'bad'; CREATE TABLE moods (mood mood DEFAULT 'bad'); INSERT INTO moods DEFAULT VALUES; COMMIT",
    );
    expect((await database.query("SELECT mood::text FROM moods")).rows).toEqual([{ mood: "bad" }]);
  });
  it.each([
    "CREATE INDEX CONCURRENTLY i ON users (role)",
    "DROP INDEX CONCURRENTLY IF EXISTS i",
    "REINDEX TABLE CONCURRENTLY users",
  ])("refuses CONCURRENTLY in a transaction: %s", async (statement) => {
    await expect(database.exec(`BEGIN; ${statement}; COMMIT`)).rejects.toThrow(/cannot run inside a transaction block/);
  });
  it("keeps the lock of ADD CONSTRAINT … NOT VALID until the transaction ends", async () => {
    await database.exec(
      "BEGIN; ALTER TABLE users ADD CONSTRAINT positive CHECK (id > 0) NOT VALID; ALTER TABLE users VALIDATE CONSTRAINT positive",
    );
    const locks = await database.query<{ mode: string }>(
      "SELECT mode FROM pg_locks WHERE relation = 'users'::regclass",
    );
    expect(locks.rows.map(({ mode }) => mode)).toContain("AccessExclusiveLock");
  });
});

describe("isContractStep", () => {
  const named = (version: string) => isContractStep({ version } as Parameters<typeof isContractStep>[0], ["contract"]);
  it("finds the word, however names are written", () => {
    for (const name of ["20240301_contract_users", "V12__Contract", "0007-contract-email", "20240101ContractUsers"])
      expect(named(name), name).toBe(true);
    for (const name of ["20240301_contracts", "20240301_add_contractor", "0001_init"])
      expect(named(name), name).toBe(false);
  });
});

describe("comparableExpression", () => {
  it("makes equal what PostgreSQL prints otherwise", () => {
    expect(comparableExpression("kind IN ('a', 'b')")).toBe(
      comparableExpression("((kind)::text = ANY ((ARRAY['a'::character varying, 'b'::character varying])::text[]))"),
    );
    expect(comparableExpression("CURRENT_TIMESTAMP")).toBe(comparableExpression("now()"));
    expect(comparableExpression("'{}'::jsonb")).toBe(comparableExpression("'{}'"));
    expect(comparableExpression("a > 1")).not.toBe(comparableExpression("a > 2"));
  });
});
