import { describe, expect, it } from "vitest";
import { brief, queriesOf } from "./support.ts";

const schema = `
datasource db {
  provider = "postgresql"
  url = env("URL")
}
model User {
  id    Int    @id @default(autoincrement())
  email String @unique
  name  String? @map("full_name")
  age   Int    @default(0)
  posts Post[]
  @@map("users")
}
model Post {
  id       String @id @default(cuid())
  title    String
  authorId Int    @map("author_id")
  author   User   @relation(fields: [authorId], references: [id])
  @@map("posts")
  @@unique([authorId, title])
}
`;

function read(code: string, more: Readonly<Record<string, string>> = {}) {
  return queriesOf({
    "package.json": '{"dependencies":{"@prisma/client":"6","express":"4"}}',
    "prisma/schema.prisma": schema,
    "src/app.ts": `import { PrismaClient } from "@prisma/client";\nconst prisma = new PrismaClient();\n${code}`,
    ...more,
  });
}

describe("queries of a Prisma client", () => {
  it("name tables and columns as the database does", () => {
    const [query] = read(`export async function list(age: number) {
      return prisma.user.findMany({ where: { name: { startsWith: "a" }, age: { gte: age, lt: 99 }, email: null }, select: { id: true, name: true }, orderBy: [{ name: "desc" }], take: 10, skip: 5 });
    }`);
    expect(brief(query?.blocks[0])).toEqual({
      kind: "select",
      from: ["from users"],
      where: ["full_name like", "age >=", "age <", "email is null"],
      order: ["full_name desc"],
      limit: 10,
      written: undefined,
    });
    expect(query?.blocks[0]?.columns.filter(({ use }) => use === "read").map(({ name }) => name)).toEqual([
      "id",
      "full_name",
    ]);
    expect(query).toMatchObject({
      kind: "select",
      source: "prisma",
      complete: true,
      anchor: "typescript:src/app.ts#list",
    });
    expect(query?.blocks[0]?.predicates[0]?.wildcard).toBe("later");
    expect(query?.blocks[0]?.offset?.value).toBe(5);
  });

  it("say what stands under OR and NOT, and what a query of another table asks", () => {
    const [query] = read(
      `prisma.user.findFirst({ where: { OR: [{ email: "a" }, { age: 1 }], NOT: { name: "x" }, posts: { some: { title: { contains: "y", mode: "insensitive" } } } } });`,
    );
    expect(brief(query?.blocks[0])?.where).toEqual(["some: email =", "some: age =", "not: full_name =", "id in"]);
    expect(brief(query?.blocks[1])).toMatchObject({ from: ["from posts"], where: ["author_id =", "title ilike"] });
    expect(query?.blocks[1]).toMatchObject({ role: "expression", parent: 0 });
    expect(query?.blocks[0]?.limit?.value).toBe(1);
  });

  it("read relations in blocks of their own", () => {
    const [query] = read(
      `prisma.post.findUnique({ where: { authorId_title: { authorId: 1, title: "t" } }, include: { author: { select: { email: true } } } });`,
    );
    expect(brief(query?.blocks[0])).toMatchObject({
      from: ["from posts", "left (author)"],
      where: ["author_id =", "title ="],
    });
    expect(query?.blocks[1]).toMatchObject({ role: "lateral", limit: { value: 1 } });
    expect(brief(query?.blocks[1])?.where).toEqual(["id ="]);
    expect(query?.complete).toBe(true);
  });

  it("write what is given and what Prisma fills in", () => {
    const [create, many, update, upsert, remove] = read(`
      prisma.user.create({ data: { email: "a", posts: { create: [{ title: "t" }] } } });
      prisma.post.createMany({ data: rows.map((row) => ({ title: row.title, authorId: 1 })) });
      prisma.post.update({ where: { id: "x" }, data: { title: null, author: { connect: { id: 2 } } } });
      prisma.user.upsert({ where: { email: "a" }, create: { email: "a" }, update: { age: { increment: 1 } } });
      prisma.post.deleteMany({ where: { authorId: { in: ids } } });
    `);
    expect(brief(create?.blocks[0])?.written).toEqual(["email constant", "age other"]);
    expect(brief(create?.blocks[1])).toMatchObject({
      kind: "insert",
      written: ["author_id other", "title constant", "id other"],
    });
    expect(brief(many?.blocks[0])?.written).toEqual(["title other", "author_id constant", "id other"]);
    expect(brief(update?.blocks[0])).toMatchObject({
      kind: "update",
      where: ["id ="],
      written: ["title null", "author_id other"],
    });
    expect(upsert?.blocks.map(({ kind }) => kind)).toEqual(["insert", "update"]);
    expect(upsert?.blocks[0]?.conflict).toEqual(["email"]);
    expect(brief(remove?.blocks[0])).toMatchObject({ kind: "delete", where: ["author_id in"] });
  });

  it("are those of transactions, services and parameters as well, and of nobody else", () => {
    const queries = read(
      `prisma.$transaction(async (tx) => { await tx.user.count(); });
       stripe.user.create({ email: "a" });
       const list = { user: { update() {} } };
       list.user.update();`,
      {
        "src/service.ts": `
          import { PrismaClient } from "@prisma/client";
          export class PrismaService extends PrismaClient {}
          export class Users { constructor(private readonly store: PrismaService) {} all() { return this.store.user.delete({ where: { id: 1 } }); } }
          export const load = ({ prisma }) => prisma.post.count({ where: { authorId: 3 } });
        `,
      },
    );
    expect(queries.map(({ kind, anchor }) => `${kind} ${anchor}`)).toEqual([
      "select typescript:src/app.ts",
      "delete typescript:src/service.ts#Users.all",
      "select typescript:src/service.ts#load",
    ]);
  });

  it("are incomplete where a part is not known", () => {
    const queries = read(`
      export const a = (where) => prisma.user.findMany({ where });
      export const b = (age) => prisma.user.findMany({ where: { age: age ? { gt: 1 } : undefined, name: "x" } });
      export const c = (more) => prisma.user.findMany({ where: { name: "x", ...more } });
      export const d = (select) => prisma.user.findMany({ select });
      export const e = (age) => {
        const where = { name: "x" };
        if (age) where.age = age;
        return prisma.user.findMany({ where });
      };
    `);
    expect(queries.map(({ complete }) => complete)).toEqual([false, false, false, false, false]);
    expect(queries.map(({ blocks }) => brief(blocks[0])?.where)).toEqual([
      [],
      ["full_name ="],
      ["full_name ="],
      [],
      ["full_name ="],
    ]);
  });

  it("find rows by each column of the key that a relation is joined by", () => {
    const [query] = read('export const runs = () => prisma.run.findMany({ where: { set: { name: "x" } } });', {
      "prisma/schema.prisma": `
        datasource db { provider = "postgresql" }
        model Set {
          id      String
          project String
          name    String
          runs    Run[]
          @@id([id, project])
        }
        model Run {
          id      String @id
          setId   String
          project String
          set     Set    @relation(fields: [setId, project], references: [id, project])
        }`,
    });
    expect(brief(query?.blocks[0])?.where).toEqual(["setId in", "project in"]);
    expect(brief(query?.blocks[1])?.where).toEqual(["id =", "project =", "name ="]);
  });
});
