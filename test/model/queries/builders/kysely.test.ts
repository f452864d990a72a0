import { describe, expect, it } from "vitest";
import { brief, queriesOf } from "./support.ts";

function read(code: string) {
  return queriesOf({ "package.json": '{"dependencies":{"kysely":"0.28","express":"4"}}', "src/store.ts": code });
}

describe("queries of Kysely", () => {
  it("are those of transactions as well; what stands inside of another is none by itself", () => {
    const queries = read(`
      export const move = (db) => db.transaction().execute(async (trx) => {
        await trx.updateTable("users").set({ name: "a" }).where("id", "=", 1).execute();
      });
      export const busy = (db) => db.selectFrom("users").select("id")
        .where((eb) => eb.exists(eb.selectFrom("posts").whereRef("posts.user_id", "=", "users.id")))
        .execute();
      export const hash = (text) => Buffer.from(text).toString("hex").slice(0, 3);
    `);
    expect(queries.map(({ kind, complete }) => [kind, complete])).toEqual([
      ["update", true],
      ["select", false],
    ]);
  });

  it("are incomplete where more may be added; WITH gives no table, and the plugin's names are the database's", () => {
    const queries = read(`
      import { CamelCasePlugin, Kysely } from "kysely";
      const db = new Kysely({ plugins: [new CamelCasePlugin()] });
      export function list(name) {
        let query = db.selectFrom("userAccounts").select("firstName");
        if (name) query = query.where("firstName", "=", name);
        return query.execute();
      }
      export const recent = () => db.with("newest", (qb) => qb.selectFrom("posts").selectAll())
        .selectFrom("newest").select("newest.id").execute();
    `);
    expect(queries.map(({ complete }) => complete)).toEqual([false, false]);
    expect(brief(queries[0]?.blocks[0])?.from).toEqual(["from user_accounts"]);
    expect(queries[0]?.blocks[0]?.columns.map(({ name }) => name)).toEqual(["first_name"]);
    expect(queries[1]?.blocks[0]?.sources).toMatchObject([{ kind: "other", alias: "newest" }]);
  });
});
