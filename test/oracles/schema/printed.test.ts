import { PGlite } from "@electric-sql/pglite";
import { readdirSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { modelLines, printedHistory } from "../../../scripts/oracle/round-trip.ts";
import { foldHistory } from "../../../src/model/schema/fold.ts";
import { emptyDatabase } from "./catalogue.ts";
import { readDefinitions } from "./definitions.ts";
import { readHistory, statementTexts } from "./read-history.ts";

/**
 * What `archlint model schema --format sql` prints for each history of fixtures/histories is run by PostgreSQL: it makes
 * what the history itself makes, in PostgreSQL's own words, and archlint reads the same schema out of it.
 */
const folder = path.join(import.meta.dirname, "../../../fixtures/histories");

describe("the printed DDL", () => {
  let database: PGlite;
  beforeAll(async () => {
    database = await PGlite.create();
  });

  it.each(readdirSync(folder).toSorted())("%s", async (name) => {
    await emptyDatabase(database);
    const { history, tree } = await readHistory(path.join(folder, name));
    for (const migration of history.migrations) {
      for (const text of statementTexts(tree, migration)) await database.exec(text);
      await database.exec("RESET ALL");
    }
    const truth = await readDefinitions(database);
    const folded = foldHistory(history);
    const printed = await printedHistory(folded);
    await emptyDatabase(database);
    for (const { texts } of printed.texts.statements) await database.exec(texts[0] as string);
    expect(await readDefinitions(database)).toEqual(truth);
    expect(modelLines(printed.history)).toEqual(modelLines(folded));
  });
});
