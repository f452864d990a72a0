import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { queriesOf } from "../../model/queries/builders/support.ts";
import { readSql, shapeOf } from "./agree.ts";
import * as chains from "./drizzle/chains.ts";

/** The chains of a file as archlint reads them, against the SQL that Drizzle makes of the same chains. */
const read = (file: string) => readFileSync(new URL(`drizzle/${file}`, import.meta.url), "utf8");
const source = read("chains.ts");
const names = [...source.matchAll(/^export const (\w+) =/gm)].map((found) => ({
  name: found[1] ?? "",
  at: found.index,
}));
const queries = queriesOf({
  "package.json": '{"dependencies":{"drizzle-orm":"0.45","express":"5"}}',
  "src/schema.ts": read("schema.ts"),
  "src/chains.ts": source,
});

const made: Readonly<Record<string, { toSQL(): { sql: string } } | undefined>> = { ...chains };

describe("queries of Drizzle", () => {
  it("are found, one for each chain", () => {
    expect(queries.map(({ at }) => names.findLast((each) => each.at < at.start)?.name)).toEqual(
      names.map(({ name }) => name),
    );
    expect(Object.keys(made).toSorted()).toEqual(names.map(({ name }) => name).toSorted());
  });

  it.each(names.map(({ name }, index) => [name, index] as const))("%s is what Drizzle sends", (name, index) => {
    const sql = made[name]?.toSQL().sql ?? "";
    const query = queries[index];
    expect(query?.complete).toBe(true);
    expect(query && shapeOf(query), sql).toEqual(shapeOf(readSql(sql)));
  });
});
