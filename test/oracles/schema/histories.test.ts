import { PGlite } from "@electric-sql/pglite";
import { readdirSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { foldHistory } from "../../../src/model/schema/fold.ts";
import { emptyDatabase, readCatalogue } from "./catalogue.ts";
import { foldedCatalogue } from "./folded.ts";
import { readHistory, statementTexts } from "./read-history.ts";

/**
 * PostgreSQL applies each history of fixtures/histories; what its catalogue then says is the truth that the fold must
 * equal: tables, columns, types, defaults, keys, indexes with generated names, foreign keys, checks, views and enums.
 */
const folder = path.join(import.meta.dirname, "../../../fixtures/histories");

describe("the folded schema equals PostgreSQL's catalogue", () => {
  let database: PGlite;
  beforeAll(async () => {
    database = await PGlite.create();
  });

  it.each(readdirSync(folder).toSorted())("%s", async (name) => {
    await emptyDatabase(database);
    const { history, tree } = await readHistory(path.join(folder, name));
    expect(history.migrations.flatMap((migration) => migration.unread)).toEqual([]);
    for (const migration of history.migrations) {
      for (const text of statementTexts(tree, migration)) await database.exec(text);
      await database.exec("RESET ALL");
    }
    const truth = await readCatalogue(database);
    const folded = foldHistory(history);
    expect(await foldedCatalogue(database, folded.schema)).toEqual(truth);
    const refusals = folded.steps.flatMap((step) =>
      step.statements.flatMap((statement) =>
        statement.changes.flatMap((change) => (change.refusal === null ? [] : [`${change.anchor}: ${change.refusal}`])),
      ),
    );
    expect(refusals).toEqual([]);
  });
});
