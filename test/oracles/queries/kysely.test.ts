import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { queriesOf } from "../../model/queries/builders/support.ts";
import { readSql, shapeOf } from "./agree.ts";
import * as chains from "./kysely/chains.ts";

/** The chains of a file as archlint reads them, against the SQL that Kysely makes of the same chains. */
const source = readFileSync(new URL("kysely/chains.ts", import.meta.url), "utf8");
const names = [...source.matchAll(/^export const (\w+) =/gm)].map((found) => ({
  name: found[1] ?? "",
  at: found.index,
}));
const queries = queriesOf({
  "package.json": '{"dependencies":{"kysely":"0.28","express":"5"}}',
  "src/chains.ts": source,
});
const made: Readonly<Record<string, { readonly sql: string } | undefined>> = { ...chains };

describe("queries of Kysely", () => {
  it("are found, one for each chain", () => {
    expect(queries.map(({ at }) => names.findLast((each) => each.at < at.start)?.name)).toEqual(
      names.map(({ name }) => name),
    );
  });

  it.each(names.map(({ name }, index) => [name, index] as const))("%s is what Kysely sends", (name, index) => {
    const sql = made[name]?.sql ?? "";
    const query = queries[index];
    expect(query?.complete).toBe(true);
    expect(query && shapeOf(query), sql).toEqual(shapeOf(readSql(sql)));
  });
});
