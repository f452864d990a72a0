import { describe, expect, it } from "vitest";
import { discoverPrisma } from "../../../src/languages/prisma/discover.ts";
import { reader } from "../../../src/languages/prisma/read.ts";
import { memoryTree } from "../../support/memory-tree.ts";

const datasource = 'datasource db {\n  provider = "postgresql"\n  url = env("DATABASE_URL")\n}\n';

function read(files: Readonly<Record<string, string>>) {
  const tree = memoryTree(files);
  return discoverPrisma(tree).units.flatMap(
    (unit) =>
      reader.read(unit, { tree, rules: [], embedded: new Map(), guard: (_rule, _file, call) => call() }).entities,
  );
}

describe("models of a Prisma schema", () => {
  const source = `${datasource}
// model Old { id Int }
model User {
  id        Int      @id @default(autoincrement())
  email     String   @unique @map("email_address") @db.VarChar(255) // "not }" a brace
  nick      String?
  role      Role     @default(USER)
  tags      String[]
  posts     Post[]   @relation("written")
  likes     Post[]   @relation("liked")
  groups    Group[]
  updatedAt DateTime @updatedAt

  @@map("users")
  @@schema("auth")
  @@index([email, nick])
}
enum Role { USER
  ADMIN }
model Post {
  id       Int  @id
  authorId Int? @map("author_id")
  author   User? @relation("written", fields: [authorId], references: [id], onDelete: Cascade)
  likedBy  User[] @relation("liked")
}
model Group { 
  id Int @id
  members User[]
}
`;
  const [user, post, group] = read({ "prisma/schema.prisma": source });

  it("have the names of the database", () => {
    expect(user).toMatchObject({ name: "User", table: { schema: "auth", name: "users" }, complete: true });
    expect(post?.table).toMatchObject({ schema: null, name: "Post" });
    const at = user?.table?.at;
    expect(source.slice(at?.start, at?.end)).toBe("users");
  });

  it("have columns, what is no relation", () => {
    expect(
      user?.columns.map(({ property, name, type, nullable, filled }) => [property, name, type, nullable, filled]),
    ).toEqual([
      ["id", "id", "Int", false, "database"],
      ["email", "email_address", "String", false, null],
      ["nick", "nick", "String", true, null],
      ["role", "role", "Role", false, "library"],
      ["tags", "tags", "String[]", false, null],
      ["updatedAt", "updatedAt", "DateTime", false, "library"],
    ]);
    const at = user?.columns[1]?.at;
    expect(source.slice(at?.start, at?.end)).toBe('email     String   @unique @map("email_address") @db.VarChar(255)');
  });

  it("know what joins them, from both sides and through the table between two lists", () => {
    expect(post?.relations).toMatchObject([
      { property: "author", target: "User", many: false, from: ["author_id"], to: ["id"] },
      { property: "likedBy", through: { table: "_liked", from: "A", to: "B" } },
    ]);
    expect(user?.relations).toMatchObject([
      { property: "posts", many: true, from: ["id"], to: ["author_id"] },
      { property: "likes", through: { table: "_liked", from: "B", to: "A" } },
      { property: "groups", through: { table: "_GroupToUser", from: "B", to: "A" } },
    ]);
    expect(group?.relations).toMatchObject([{ through: { from: "A", to: "B" } }]);
  });

  it("may stand in several files of one folder, and in none for another database", () => {
    const several = read({
      "db/schema/base.prisma": datasource,
      "db/schema/models/user.prisma": "model User {\n  id Int @id\n  posts Post[]\n}\n",
      "db/schema/models/post.prisma":
        "model Post {\n  id Int @id\n  userId Int\n  user User @relation(fields: [userId], references: [id])\n}\n",
      "other/stray.prisma": "model Stray {\n  id Int @id\n}\n",
      "mysql/schema.prisma": `${datasource.replace("postgresql", "mysql")}model A {\n  id Int @id\n}\n`,
    });
    expect(several.map(({ name, file }) => [name, file])).toEqual([
      ["Post", "db/schema/models/post.prisma"],
      ["User", "db/schema/models/user.prisma"],
    ]);
    expect(several[1]?.relations[0]).toMatchObject({ target: "Post", from: ["id"], to: ["userId"] });
  });

  it("are read as far as they go, whatever stands there", () => {
    expect(read({ "a.prisma": `${datasource}model A {\n  id Int @map("x\n  b ???\n  @@map(` })).toMatchObject([
      { name: "A", table: { name: "A" } },
    ]);
  });
});
