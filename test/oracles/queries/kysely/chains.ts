import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from "kysely";

type Row = Record<string, string | number | boolean | null>;
const db = new Kysely<Record<"users" | "posts" | "blog.tags", Row>>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (of) => new PostgresIntrospector(of),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
});

export const all = db.selectFrom("users").selectAll().compile();
export const some = db
  .selectFrom("users as u")
  .select(["u.id", "u.email as mail"])
  .where("u.email", "=", "a")
  .where("u.age", ">", 3)
  .compile();
export const nothing = db.selectFrom("users").select("id").where("deleted", "is", null).compile();
export const anything = db.selectFrom("users").select("id").where("deleted", "is not", null).compile();
export const lists = db.selectFrom("users").select("id").where("id", "in", [1, 2]).compile();
export const others = db.selectFrom("users").select("id").where("id", "not in", [1, 2]).compile();
export const patterns = db
  .selectFrom("users")
  .select("id")
  .where("name", "like", "a%")
  .where("email", "ilike", "%b")
  .compile();
export const joined = db
  .selectFrom("posts as p")
  .innerJoin("users as u", "u.id", "p.author_id")
  .leftJoin("blog.tags as t", "t.post_id", "p.id")
  .select(["p.id", "u.name"])
  .whereRef("p.reviewer", "!=", "p.author_id")
  .compile();
export const paged = db
  .selectFrom("users")
  .select("id")
  .orderBy("name", "desc")
  .orderBy("id")
  .limit(10)
  .offset(5)
  .compile();
export const grouped = db.selectFrom("posts").select("author_id").groupBy("author_id").compile();
export const distinct = db.selectFrom("users").select("name").distinct().compile();
export const inserted = db.insertInto("users").values({ email: "a", age: 1 }).returning("id").compile();
export const insertedRows = db
  .insertInto("users")
  .values([{ email: "a" }, { email: "b" }])
  .returningAll()
  .compile();
export const upserted = db
  .insertInto("users")
  .values({ id: 1, email: "a" })
  .onConflict((oc) => oc.column("email").doUpdateSet({ name: "b" }))
  .compile();
export const ignored = db
  .insertInto("users")
  .values({ id: 1, email: "a" })
  .onConflict((oc) => oc.columns(["id", "email"]).doNothing())
  .compile();
export const updated = db.updateTable("users").set({ name: "b", age: null }).where("id", "=", 1).compile();
export const deleted = db.deleteFrom("posts").where("author_id", "=", 2).returning(["id", "title"]).compile();
