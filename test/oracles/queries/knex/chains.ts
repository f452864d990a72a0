import knex from "knex";

const db = knex({ client: "pg" });
const T = { users: "users", posts: "posts" };
const TABLE = "posts";

export const all = db("users");
export const some = db(T.users).select("id", "email as mail").where("email", "a").andWhere("age", ">", 3);
export const object = db.select(["id", "name"]).from(T.users).where({ id: 1, name: null });
export const lists = db(TABLE)
  .select("id")
  .whereIn("id", [1, 2])
  .whereNotIn("views", [3])
  .whereNull("deleted_at")
  .whereNotNull("title");
export const ranges = db(TABLE)
  .select("id")
  .whereBetween("views", [1, 5])
  .where("title", "like", "a%")
  .whereILike("body", "%b");
export const either = db("users").select("id").where("a", 1).orWhere("b", 2).orWhereNull("c");
export const bracketed = db("users")
  .select("id")
  .where("a", 1)
  .andWhere((qb) => qb.where("b", 2).orWhere("c", 3));
export const negated = db("users").select("id").whereNot("a", 1);
export const joined = db(`${TABLE} as p`)
  .select("p.id", "u.name")
  .join("users as u", "u.id", "p.author_id")
  .leftJoin("blog.tags as t", "t.post_id", "=", "p.id")
  .where("u.active", true);
export const stars = db("users as u").select("u.*").innerJoin("posts as p", { "p.author_id": "u.id" }).first();
export const paged = db("users")
  .select("id")
  .orderBy("name", "desc")
  .orderBy([{ column: "id", order: "desc" }, "age"])
  .limit(10)
  .offset(5);
export const counted = db("users").count("* as n").where("active", true);
export const newest = db("users").max("created_at");
export const grouped = db("posts").select("author_id").count("*").groupBy("author_id");
export const distinct = db("users").distinct("name");
export const inserted = db("users").insert({ email: "a", age: 1 }).returning("id");
export const insertedRow = db("users").insert({ email: "a" }, ["id", "email"]);
export const upserted = db("users").insert({ id: 1, email: "a" }).onConflict(["email"]).merge();
export const updated = db("users").where({ id: 1 }).update({ name: "b", age: null });
export const updatedOne = db("users").where("id", 1).update("name", "b").returning("*");
export const incremented = db("posts").where("id", 1).increment("views", 1);
export const deleted = db("posts").where("author_id", 2).del();
