import { describe, expect, it } from "vitest";
import { brief, queriesOf } from "./support.ts";

function read(code: string) {
  return queriesOf({ "package.json": '{"dependencies":{"knex":"3","express":"4"}}', "src/store.ts": code });
}

describe("queries of Knex", () => {
  it("have their tables in constants, and clients that only a name tells", () => {
    const queries = read(`
      const TABLE = "roles";
      export class Roles {
        constructor(db) { this.db = db; }
        get(id) { return this.db(TABLE).where({ id }).first(); }
        all() { return this.db.select("id").from(\`\${TABLE} as r\`); }
        async names(ids) { const rows = await this.db(TABLE).select("name").whereIn("id", ids); return rows.map((row) => row.name); }
      }
      cache("users").get("a");
      supabase.from("users").select("id");
    `);
    expect(queries.map(({ anchor, complete }) => [anchor, complete])).toEqual([
      ["typescript:src/store.ts#Roles.get", true],
      ["typescript:src/store.ts#Roles.all", true],
      ["typescript:src/store.ts#Roles.names", true],
    ]);
    expect(brief(queries[0]?.blocks[0])).toMatchObject({ from: ["from roles"], where: ["id ="], limit: 1 });
    expect(queries[1]?.blocks[0]?.sources[0]).toMatchObject({ name: "roles", alias: "r" });
  });

  it("are incomplete where more may be added, and where a part is a query of its own", () => {
    const queries = read(`
      export async function list(db, filter) {
        let query = db("users").select("id").where("active", true);
        if (filter) query = query.where("name", filter);
        return query;
      }
      export const others = (db) => db("users").whereNotIn("id", db("roles").select("user_id")).del();
    `);
    expect(queries.map(({ kind, complete }) => [kind, complete])).toEqual([
      ["select", false],
      ["delete", false],
    ]);
    expect(brief(queries[0]?.blocks[0])?.where).toEqual(["active ="]);
  });

  it("take the names of WITH for no tables, and those the select list gives for no columns", () => {
    const [query] = read(`
      export const top = (db) => db
        .with("recent", (qb) => qb.whereRaw("true"))
        .from("recent as r");
      export const sizes = (db) => db("files").select("owner", db.raw("sum(size) as total")).groupBy("owner").orderBy("total", "desc");
    `).slice(-1);
    expect(query?.complete).toBe(false);
    expect(query?.blocks[0]?.order).toMatchObject([{ column: null, descending: true }]);
    expect(query?.blocks[0]?.columns.map(({ name, use }) => `${use} ${name}`)).toEqual(["read owner", "group owner"]);
  });
});
