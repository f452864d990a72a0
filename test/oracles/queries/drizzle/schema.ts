import { relations } from "drizzle-orm";
import { boolean, integer, pgSchema, pgTable, serial, text, timestamp } from "drizzle-orm/pg-core";

const stamps = { createdAt: timestamp("created_at").notNull().defaultNow() };

export const users = pgTable("users", {
  id: serial("id").primaryKey(),
  email: text("email_address").notNull(),
  name: text(),
  active: boolean("is_active").notNull().default(true),
  ...stamps,
});

export const posts = pgSchema("blog").table("posts", {
  id: serial("id").primaryKey(),
  authorId: integer("author_id")
    .notNull()
    .references(() => users.id),
  title: text("title").notNull(),
  tags: text("tags").array(),
  views: integer("view_count").default(0),
});

export const usersRelations = relations(users, ({ many }) => ({ posts: many(posts) }));
export const postsRelations = relations(posts, ({ one }) => ({
  author: one(users, { fields: [posts.authorId], references: [users.id] }),
}));
