import { PGlite } from "@electric-sql/pglite";
import { expect } from "vitest";
import { expectCatalogue } from "./catalogue.ts";
import { readBuilder, split, statementsOf } from "./lowered.ts";

type Step = (builder: unknown, more?: unknown) => unknown;

interface Steps {
  readonly up: Step;
  readonly down: Step;
}

/**
 * Runs the migrations of fixtures/builders/<library> up and then down, as `print` says the library prints them. Each
 * statement must equal the one we read, and PostgreSQL must end with the schema that the fold has.
 */
export async function runOracle(
  library: string,
  print: (step: Step, module: object) => Promise<string[]>,
): Promise<void> {
  const { files, history } = await readBuilder(library);
  const database = await PGlite.create();
  const modules: { readonly steps: Steps; readonly module: object; readonly file: (typeof files)[number] }[] = [];
  for (const file of files) {
    const module = (await import(file.path)) as { readonly default?: Steps } & Steps;
    modules.push({ steps: module.default ?? module, module, file });
  }
  const run = async (statements: readonly string[]): Promise<void> => {
    for (const statement of statements) await database.exec(statement);
  };
  for (const { steps, module, file } of modules) {
    const printed = await print(steps.up, module);
    expect(statementsOf(file.texts, "up"), file.file).toEqual(printed.flatMap(split));
    await run(printed);
  }
  await expectCatalogue(database, history);
  for (const { steps, module, file } of modules.toReversed()) {
    const printed = await print(steps.down, module);
    expect(statementsOf(file.texts, "down"), file.file).toEqual(printed.flatMap(split));
    await run(printed);
  }
  await database.close();
}
