import { describe, expect, it } from "vitest";
import { drizzleTables } from "../../../../src/model/queries/entities/drizzle/tables.ts";
import { programOf } from "../../code/calls/support.ts";

function tables(files: Readonly<Record<string, string>>) {
  return drizzleTables(programOf({ "package.json": '{"dependencies":{"drizzle-orm":"1","express":"4"}}', ...files }))
    .entities;
}

const named = (entity: ReturnType<typeof tables>[number] | undefined) =>
  entity?.columns.map(({ property, name }) => `${property}=${name}`);

describe("tables of Drizzle", () => {
  it("have columns of their own, spread ones and those of helpers", () => {
    const [users, posts] = tables({
      "src/db/helpers.ts": `
        import { timestamp, varchar } from "drizzle-orm/pg-core";
        export function stamps() { return { createdAt: timestamp("created_at").notNull().defaultNow() }; }
        export function cuid(name: string) { const column = varchar(name, { length: 24 }); return column; }
      `,
      "src/db/schema.ts": `
        import { integer, pgSchema, pgTable, serial, text, uuid } from "drizzle-orm/pg-core";
        import { relations } from "drizzle-orm";
        import { cuid, stamps } from "./helpers";
        const shared = { tenantId: uuid("tenant_id").notNull() };
        const auth = pgSchema("auth");
        export const users = pgTable("users", { id: serial("id").primaryKey(), ...shared, nick: text(), ...stamps() });
        export const posts = auth.table("posts", (t) => ({ id: cuid("post_id"), authorId: integer("author_id").references(() => users.id), body: t.text("body_text").notNull() }));
        export const usersRelations = relations(users, ({ many }) => ({ posts: many(posts) }));
        export const postsRelations = relations(posts, ({ one }) => ({ author: one(users, { fields: [posts.authorId], references: [users.id] }) }));
      `,
    });
    expect(users).toMatchObject({ name: "users", table: { schema: null, name: "users" }, complete: true });
    expect(named(users)).toEqual(["id=id", "tenantId=tenant_id", "nick=nick", "createdAt=created_at"]);
    expect(users?.columns.map(({ nullable, filled }) => [nullable, filled])).toEqual([
      [false, "database"],
      [false, null],
      [true, null],
      [false, "database"],
    ]);
    expect(posts?.table).toMatchObject({ schema: "auth", name: "posts" });
    expect(named(posts)).toEqual(["id=post_id", "authorId=author_id", "body=body_text"]);
    expect(users?.relations).toMatchObject([
      { property: "posts", target: "posts", many: true, from: ["id"], to: ["author_id"] },
    ]);
    expect(posts?.relations).toMatchObject([{ property: "author", many: false, from: ["author_id"], to: ["id"] }]);
  });

  it("are called as their creator and the client's casing say", () => {
    const [projects] = tables({
      "src/db.ts": `
        import { drizzle } from "drizzle-orm/node-postgres";
        import { pgTableCreator, text, uuid } from "drizzle-orm/pg-core";
        export const db = drizzle({ connection: process.env.URL, casing: "snake_case" });
        const createTable = pgTableCreator((name) => \`app_\${name}\`);
        export const projects = createTable("projects", { id: uuid(), ownerName: text(), given: text("Given") });
      `,
    });
    expect(projects?.table?.name).toBe("app_projects");
    expect(named(projects)).toEqual(["id=id", "ownerName=owner_name", "given=Given"]);
  });

  it("say where they do not know", () => {
    const [events] = tables({
      "src/db.ts": `
        import { pgTable, text } from "drizzle-orm/pg-core";
        import { more } from "elsewhere";
        export const events = pgTable(process.env.TABLE!, { id: text("id"), ...more });
      `,
    });
    expect(events).toMatchObject({ table: null, complete: false });
  });

  it("are those of PostgreSQL", () => {
    expect(
      tables({
        "src/db.ts":
          'import { sqliteTable, text } from "drizzle-orm/sqlite-core";\nexport const a = sqliteTable("a", { id: text("id") });',
      }),
    ).toEqual([]);
  });
});
