import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { queriesOf } from "../../model/queries/builders/support.ts";
import { boot } from "../routes/boot.ts";
import { readSql, shapeOf } from "./agree.ts";

/** The calls of a file as archlint reads them, against the SQL that TypeORM sends for the same calls. */
const folder = new URL("typeorm/", import.meta.url).pathname;
const source = readFileSync(`${folder}calls.ts`, "utf8");
const names = [...source.matchAll(/^export const (\w+) =/gm)].map((found) => ({
  name: found[1] ?? "",
  at: found.index,
}));
const queries = queriesOf({
  "package.json": '{"dependencies":{"typeorm":"1","express":"5"}}',
  "src/entities.ts": readFileSync(`${folder}entities.ts`, "utf8"),
  "src/calls.ts": source,
});

interface Runner {
  query(sql: string): Promise<unknown>;
}

/** The first statement each call sends to a data source that answers everything with nothing. */
const sent = await boot(folder, { typeorm: "typeorm", pg: "pg" }, async (load) => {
  const { DataSource } = load("typeorm") as { DataSource: new (options: object) => never };
  const entities = load("./entities.js") as object;
  const calls = load("./calls.js") as Readonly<Record<string, (db: unknown) => Promise<unknown>>>;
  const db = new DataSource({ type: "postgres", entities: Object.values(entities) }) as {
    buildMetadatas(): Promise<void>;
    driver: { createQueryRunner(mode: string): Runner };
  };
  await db.buildMetadatas();
  const statements: string[] = [];
  const create = db.driver.createQueryRunner.bind(db.driver);
  db.driver.createQueryRunner = (mode) =>
    Object.assign(create(mode), {
      query: async (sql: string) => {
        statements.push(sql);
        return { raw: [], records: [], affected: 0 };
      },
    });
  const made = new Map<string, string | undefined>();
  for (const { name } of names) {
    statements.length = 0;
    // What a lone answer lacks may be an error; what was sent before it stands.
    await calls[name]?.(db).catch(() => null);
    made.set(
      name,
      statements.find((sql) => !/^(?:START|COMMIT|ROLLBACK)\b/.test(sql)),
    );
  }
  return made;
});

describe("queries of TypeORM", () => {
  it("are found, one for each call", () => {
    expect(queries.map(({ at }) => names.findLast((each) => each.at < at.start)?.name)).toEqual(
      names.map(({ name }) => name),
    );
  });

  it.each(names.map(({ name }, index) => [name, index] as const))("%s is what TypeORM sends", (name, index) => {
    const sql = sent.get(name) ?? "";
    const query = queries[index];
    expect(query?.complete, sql).toBe(true);
    expect(query && shapeOf(query), sql).toEqual(shapeOf(readSql(sql)));
  });
});
