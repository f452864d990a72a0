import { PGlite } from "@electric-sql/pglite";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { SqlStatement } from "../../../src/facts/sql.ts";
import { parseSql } from "../../../src/languages/sql/parse.ts";
import { foldHistory } from "../../../src/model/schema/fold.ts";
import { emptyDatabase, readCatalogue } from "./catalogue.ts";
import { foldedCatalogue } from "./folded.ts";
import { ddl } from "./random-ddl.ts";

/**
 * PostgreSQL runs random DDL; what it accepted must fold to its catalogue, and the fold must refuse none of it. The seed
 * is fixed; ARCHLINT_RUNS and ARCHLINT_SEED search further.
 */
const numRuns = Number(process.env["ARCHLINT_RUNS"] ?? 60);
const seed = Number(process.env["ARCHLINT_SEED"] ?? 20240607);

describe("random DDL", () => {
  let database: PGlite;
  beforeAll(async () => {
    database = await PGlite.create();
  });

  it("folds to PostgreSQL's catalogue", async () => {
    await fc.assert(
      fc.asyncProperty(ddl, async (texts) => {
        await emptyDatabase(database);
        const accepted: SqlStatement[] = [];
        const shown: string[] = [];
        for (const text of texts) {
          try {
            await database.exec(text);
          } catch {
            continue;
          }
          const { statements, unread } = await parseSql(text, "random.sql");
          expect(unread, text).toEqual([]);
          accepted.push(...statements);
          shown.push(text);
        }
        const at = { file: "random.sql", start: 0, end: 0 };
        const history = foldHistory({
          name: "random",
          tool: "plain",
          dialect: "postgresql",
          hasDowns: false,
          migrations: [
            { file: "random.sql", version: "1", up: accepted, down: null, transaction: true, at, unread: [] },
          ],
        });
        const refused = history.steps.flatMap((step) =>
          step.statements.flatMap((one) =>
            one.changes.flatMap((change) => (change.refusal === null ? [] : [`${change.anchor}: ${change.refusal}`])),
          ),
        );
        expect(refused, shown.join(";\n")).toEqual([]);
        expect(await foldedCatalogue(database, history.schema), shown.join(";\n")).toEqual(
          await readCatalogue(database),
        );
      }),
      { numRuns, seed },
    );
  });
});
