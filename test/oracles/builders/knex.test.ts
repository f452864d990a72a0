import knex from "knex";
import { expect, it } from "vitest";
import { runOracle } from "./run-oracle.ts";

/** A client without a connection, whose statements are gathered instead of run. */
it("Knex prints what we read, and PostgreSQL then has what the fold has", async () => {
  let printed: string[] = [];
  const client = knex({ client: "pg" });
  Object.assign(client.client, {
    acquireConnection: async () => ({}),
    releaseConnection: async () => {},
    query: async (_connection: object, { sql }: { readonly sql: string }) => {
      printed.push(sql);
      return { response: { rows: [] } };
    },
    processResponse: () => undefined,
  });
  await runOracle("knex", async (step) => {
    printed = [];
    await step(client);
    return printed;
  });
  expect(printed.length).toBeGreaterThan(0);
});
