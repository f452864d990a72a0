import { PGlite } from "@electric-sql/pglite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { steadyFunctions, volatileFunctions } from "../../../src/model/schema/effects/built-in-functions.ts";
import { sameBytes } from "../../../src/model/schema/effects/type-change.ts";
import { builtInFunctions, sameByteCasts } from "./built-in.ts";
import { claimed, foldForm, type Touches } from "./claim.ts";
import { groups } from "./forms.ts";
import { observed } from "./observe.ts";

/** PGlite's PostgreSQL. */
const version = 18;

function lines(touches: Touches): readonly string[] {
  return [...touches]
    .map(([table, { lock, rewrite, scan, reindex }]) =>
      [
        `${table}: ${lock}`,
        ...(rewrite ? ["rewrite"] : []),
        ...(scan || rewrite ? ["scan"] : []),
        ...(reindex ? ["reindex"] : []),
      ].join(", "),
    )
    .toSorted();
}

describe("PostgreSQL does what is claimed", () => {
  let database: PGlite;
  beforeAll(async () => {
    database = await PGlite.create();
  });
  afterAll(() => database.close());

  describe.each(groups.map((group) => [group.title, group.forms] as const))("%s", (_title, forms) => {
    const run = forms.filter((form) => form.manual === undefined);
    it.each(
      run.map((form) => [form.given === undefined ? form.sql : `${form.sql} (given ${form.given})`, form] as const),
    )("%s", async (_name, form) => {
      const truth = lines(await observed(database, form));
      expect(lines(claimed(await foldForm(form), version))).toEqual(truth);
    });
  });

  it("knows the functions that defaults call, and which of them are volatile", async () => {
    const { rows } = await database.query<{ name: string; volatile: boolean }>(builtInFunctions);
    expect([...volatileFunctions]).toEqual(rows.filter((row) => row.volatile).map((row) => row.name));
    expect([...steadyFunctions]).toEqual(rows.filter((row) => !row.volatile).map((row) => row.name));
  });

  it("knows the casts that change no byte", async () => {
    const { rows } = await database.query<{ cast: string }>(sameByteCasts);
    const casts = rows.map((row) => row.cast);
    expect([...sameBytes].filter((cast) => !casts.includes(cast))).toEqual([]);
    expect(casts.filter((cast) => !sameBytes.has(cast) && !/reg|pg_/.test(cast))).toEqual([]);
  });
});
