import {
  and,
  arrayContains,
  asc,
  between,
  count,
  desc,
  eq,
  exists,
  gt,
  ilike,
  inArray,
  isNull,
  like,
  lte,
  max,
  ne,
  not,
  notInArray,
  or,
  sql,
} from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { drizzle } from "drizzle-orm/pg-proxy";
import * as schema from "./schema.ts";
import { posts, users } from "./schema.ts";

const db = drizzle(() => Promise.resolve({ rows: [] }), { schema });
const authors = alias(users, "authors");
const own = (id: number) => eq(users.id, id);

export const all = db.select().from(users);
export const some = db.select({ id: users.id, mail: users.email }).from(users).where(eq(users.email, "a"));
export const several = db
  .select({ id: posts.id })
  .from(posts)
  .where(and(eq(posts.authorId, 1), gt(posts.views, 5), lte(posts.id, 9), ne(posts.title, "x")))
  .orderBy(desc(posts.views), asc(posts.id), posts.title)
  .limit(10)
  .offset(20);
export const either = db
  .select({ id: users.id })
  .from(users)
  .where(and(or(eq(users.id, 1), isNull(users.name)), not(like(users.email, "%x"))));
export const patterns = db
  .select({ id: users.id })
  .from(users)
  .where(and(like(users.name, "a%"), ilike(users.email, "b")));
export const listed = db
  .select({ id: posts.id })
  .from(posts)
  .where(and(inArray(posts.id, [1, 2]), notInArray(posts.views, [3]), between(posts.authorId, 1, 5)));
export const contained = db
  .select({ id: posts.id })
  .from(posts)
  .where(arrayContains(posts.tags, ["a"]));
export const joined = db
  .select({ title: posts.title, name: users.name })
  .from(posts)
  .innerJoin(users, eq(posts.authorId, users.id))
  .leftJoin(authors, and(eq(authors.id, posts.authorId), eq(authors.active, true)))
  .where(eq(users.name, "n"));
export const counted = db.select({ n: count() }).from(users).where(own(3));
export const grouped = db
  .select({ author: posts.authorId, last: max(posts.id) })
  .from(posts)
  .groupBy(posts.authorId);
export const distinct = db.selectDistinct({ name: users.name }).from(users);
export const within = db
  .select({ id: users.id })
  .from(users)
  .where(inArray(users.id, db.select({ id: posts.authorId }).from(posts).where(gt(posts.views, 1))));
export const correlated = db
  .select({ id: users.id })
  .from(users)
  .where(exists(db.select({ id: posts.id }).from(posts).where(eq(posts.authorId, users.id))));
export const lowered = db
  .select({ id: users.id })
  .from(users)
  .where(eq(sql`lower(${users.email})`, "a"));
export const inserted = db.insert(users).values({ email: "a", name: null });
export const insertedRows = db
  .insert(posts)
  .values([
    { title: "a", authorId: 1 },
    { title: "b", authorId: 2, views: 1 },
  ])
  .returning({ id: posts.id });
export const upserted = db
  .insert(users)
  .values({ email: "a" })
  .onConflictDoUpdate({ target: users.email, set: { name: "b" } })
  .returning();
export const ignored = db
  .insert(users)
  .values({ id: 1, email: "a" })
  .onConflictDoNothing({ target: [users.id] });
export const updated = db
  .update(users)
  .set({ name: "x", active: false })
  .where(and(eq(users.id, 1), isNull(users.name)))
  .returning({ id: users.id });
export const deleted = db.delete(posts).where(eq(posts.id, 1));
export const emptied = db.delete(posts);
