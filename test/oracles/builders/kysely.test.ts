import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from "kysely";
import { expect, it } from "vitest";
import { runOracle } from "./run-oracle.ts";

/** A Kysely whose driver answers everything with nothing, and whose log has what it was sent. */
it("Kysely prints what we read, and PostgreSQL then has what the fold has", async () => {
  let printed: string[] = [];
  const database = new Kysely<unknown>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (db: Kysely<unknown>) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
    log: ({ query }) => void printed.push(query.sql),
  });
  await runOracle("kysely", async (step) => {
    printed = [];
    await step(database);
    return printed;
  });
  expect(printed.length).toBeGreaterThan(0);
});
