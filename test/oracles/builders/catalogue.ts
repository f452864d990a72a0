import type { PGlite } from "@electric-sql/pglite";
import { expect } from "vitest";
import type { MigrationHistory } from "../../../src/facts/sql.ts";
import { foldHistory } from "../../../src/model/schema/fold.ts";
import { readCatalogue } from "../schema/catalogue.ts";
import { foldedCatalogue } from "../schema/folded.ts";

/** The folded schema equals the database the library's migrations made, and nothing in it was refused or left unread. */
export async function expectCatalogue(database: PGlite, history: MigrationHistory): Promise<void> {
  const truth = await readCatalogue(database);
  const folded = foldHistory(history);
  expect(history.migrations.flatMap((migration) => migration.unread)).toEqual([]);
  expect(
    history.migrations.flatMap((migration) => migration.up.filter(({ certainty }) => certainty === "dynamic")),
  ).toEqual([]);
  const refusals = folded.steps.flatMap((step) =>
    step.statements.flatMap((statement) =>
      statement.changes.flatMap((change) => (change.refusal === null ? [] : [`${change.anchor}: ${change.refusal}`])),
    ),
  );
  expect(refusals).toEqual([]);
  expect(await foldedCatalogue(database, folded.schema)).toEqual(truth);
}
