import { MigrationBuilder } from "node-pg-migrate";
import { expect, it } from "vitest";
import { runOracle } from "./run-oracle.ts";

/** node-pg-migrate prints its statements without a database: what we read must be what it prints. */
it("node-pg-migrate prints what we read, and PostgreSQL then has what the fold has", async () => {
  let shorthands = {};
  await runOracle("node-pg-migrate", async (step, module) => {
    if ("shorthands" in module) shorthands = { ...shorthands, ...(module.shorthands as object) };
    const builder = new MigrationBuilder({} as never, shorthands, false, console);
    await step(builder);
    return builder.getSqlSteps();
  });
  expect(Object.keys(shorthands)).toEqual(["stamp"]);
});
