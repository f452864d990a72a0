import { describe, expect, test } from "vitest";
import type { EmbeddedText } from "../../../../src/facts/embedded.ts";
import { reader } from "../../../../src/languages/typescript/reader.ts";
import { memoryTree } from "../../../support/memory-tree.ts";
import { readTree } from "../../sql/read-tree.ts";

const file = "migrations/1_a.js";

function embedded(code: string, manifest?: object): readonly EmbeddedText[] {
  const tree = memoryTree({ [file]: code, ...(manifest && { "package.json": JSON.stringify(manifest) }) });
  return reader.read(
    { file, role: "migration" },
    { tree, rules: [], embedded: new Map(), guard: (_rule, _file, call) => call() },
  ).embedded;
}

/** The statements of `up` as the migration's reader has them: verb, certainty, and the source each stands for. */
async function read(code: string) {
  const { histories } = await readTree({ [file]: code }, embedded(code));
  return (histories[0]?.migrations[0]?.up ?? []).map(({ at, verb, certainty, changes }) => ({
    verb,
    certainty,
    source: code.slice(at.start, at.end),
    parts: changes.map((change) => code.slice(change.at.start, change.at.end)),
  }));
}

const up = (body: string, before = ""): string =>
  `${before}\nmodule.exports = { async up(queryInterface, Sequelize) {\n${body}\n} };`;

// The last part of a statement ends with it: one character cannot stand at two places.
describe("a statement stands for its call, and its parts begin at the arguments they came from", () => {
  test("Sequelize", async () => {
    const [created, added] = await read(
      up(
        `await queryInterface.createTable("users", { id: { type: Sequelize.UUID } });\nawait queryInterface.addColumn("users", "name", { type: Sequelize.TEXT }, { transaction });`,
      ),
    );
    expect(created).toMatchObject({
      verb: "CREATE TABLE",
      certainty: "certain",
      source: `queryInterface.createTable("users", { id: { type: Sequelize.UUID } })`,
    });
    expect(added?.parts).toEqual([`"name", { type: Sequelize.TEXT }, { transaction })`]);
  });

  test("node-pg-migrate", async () => {
    const code = `exports.up = (pgm) => { pgm.addColumns("users", { age: { type: "int" }, name: "text" }); };`;
    expect(await read(code)).toEqual([
      {
        verb: "ALTER TABLE",
        certainty: "certain",
        source: `pgm.addColumns("users", { age: { type: "int" }, name: "text" })`,
        parts: [`age: { type: "int" }`, `name: "text" })`],
      },
    ]);
  });
});

describe("what the source does not tell stays a statement that does something unknown", () => {
  test.each([
    ["a computed table", `await queryInterface.dropTable(name());`],
    ["a table of a loop", `for (const table of tables) await queryInterface.dropTable(table);`],
    ["columns spread from elsewhere", `await queryInterface.createTable("a", { ...shared, id: Sequelize.UUID });`],
    ["a type of a helper", `await queryInterface.addColumn("a", "b", { type: money() });`],
    ["a method that is not read", `await queryInterface.createFunction("f", [], "int", "plpgsql", "RETURN 1");`],
    ["no column at all", `await queryInterface.addColumn("a");`],
  ])("%s", async (_name, body) => {
    expect(await read(up(body))).toMatchObject([{ certainty: "dynamic" }]);
  });

  test("a default that is computed leaves the column known", async () => {
    const [text] = embedded(
      up(`await queryInterface.addColumn("a", "b", { type: Sequelize.DATE, defaultValue: new Date() });`),
    );
    expect(text?.holes).toMatchObject([{ expression: "new Date()", role: "value" }]);
    expect(text?.text).toBe(`ALTER TABLE "public"."a" ADD COLUMN "b" TIMESTAMP WITH TIME ZONE DEFAULT $1`);
  });
});

test("names and columns may stand in constants of the file", () => {
  const constants = `const TABLES = { users: "people" };\nconst base = { id: { type: "UUID" } };\nconst column = "age";`;
  const texts = embedded(
    up(`await queryInterface.createTable(TABLES.users, { ...base, [column]: Sequelize.INTEGER });`, constants),
  );
  expect(texts.map(({ text }) => text)).toEqual([`CREATE TABLE IF NOT EXISTS "people" ("id" UUID, "age" INTEGER)`]);
});

test("in a branch, a loop or a handler a call is conditional; a guard by itself is not", async () => {
  const statements = await read(
    up(`if (!exists) await queryInterface.dropTable("a");
      try { await queryInterface.dropTable("b"); } catch { await queryInterface.dropTable("c"); }
      exists && (await queryInterface.dropTable("d"));
      if (await queryInterface.removeColumn("e", "f")) return;`),
  );
  expect(statements.map(({ certainty }) => certainty)).toEqual([
    "conditional",
    // What fails under a handler that goes on is passed over.
    "conditional",
    "conditional",
    "conditional",
    "certain",
  ]);
});

test("the SQL inside a call that was read is not a statement of its own", () => {
  const texts = embedded(
    `exports.up = (pgm) => { pgm.createView("v", {}, "SELECT id FROM users"); pgm.sql("DROP TABLE a"); };`,
  );
  expect(texts.map(({ text }) => text)).toEqual(["DROP TABLE a", `CREATE VIEW "v" AS SELECT id FROM users`]);
});

test("a package with the drivers of other databases only is not read as PostgreSQL's", () => {
  const code = up(`await queryInterface.dropTable("a");`);
  expect(embedded(code, { dependencies: { mysql2: "3" } })).toEqual([]);
  expect(embedded(code, { dependencies: { mysql2: "3", pg: "8" } })).toHaveLength(1);
});

test("a case for one database is said to be its own", () => {
  const code = up(`if (dialect === "mysql") await queryInterface.dropTable("a");`);
  expect(embedded(code)).toMatchObject([{ dialect: "mysql" }]);
});

test("code that does not parse, or calls itself in circles, is read without complaint", () => {
  expect(
    embedded(up(`await queryInterface.createTable("a", { ...a });`, "const a = { ...b }; const b = { ...a };")),
  ).toEqual([]);
  expect(embedded(`exports.up = (pgm) => { pgm.createTable("a", { id: `)).toEqual([]);
});

describe("Knex", () => {
  const knexUp = (body: string): string => `exports.up = async (knex) => {\n${body}\n};`;

  test("each call of a chain is a statement at its own place", async () => {
    const statements = await read(knexUp(`await knex.schema.dropTable("a").createTable("b", (t) => t.increments());`));
    expect(statements.map(({ verb, certainty, source }) => [verb, certainty, source])).toEqual([
      ["DROP TABLE", "certain", `knex.schema.dropTable("a")`],
      ["CREATE TABLE", "certain", `createTable("b", (t) => t.increments())`],
    ]);
  });

  test.each([
    [
      "a branch in the callback",
      `await knex.schema.createTable("a", (t) => { t.increments(); if (more) { t.text("b"); } });`,
    ],
    ["a helper that is handed the table", `await knex.schema.createTable("a", (t) => { stamps(t); });`],
    ["a type that is not known", `await knex.schema.alterTable("a", (t) => { t.year("b"); });`],
    ["a later call of a chain", `await knex.schema.withSchema("s").dropTable(name);`],
  ])("%s hides what it does", async (_name, body) => {
    expect(await read(knexUp(body))).toMatchObject([{ certainty: "dynamic" }]);
  });

  test("a column and its key are pointed at as the line they are written on", async () => {
    const line = `t.integer("user_id").notNull().references("id").inTable("users")`;
    const statements = await read(
      knexUp(`await knex.schema.createTable("a", (t) => {\n  t.increments();\n  ${line};\n});`),
    );
    expect(statements.map(({ verb, source }) => [verb, source.split("\n")[0]])).toEqual([
      ["CREATE TABLE", `knex.schema.createTable("a", (t) => {`],
      ["ALTER TABLE", line],
    ]);
  });
});

describe("Kysely", () => {
  const kyselyUp = (body: string): string =>
    `import { Kysely, sql } from "kysely";\nexport async function up(db) {\n${body}\n}`;

  test("only execute() sends a statement", async () => {
    expect(
      await read(kyselyUp(`const built = db.schema.dropTable("a");\nawait db.schema.dropTable("b").execute();`)),
    ).toMatchObject([
      { certainty: "dynamic" },
      { verb: "DROP TABLE", certainty: "certain", source: `db.schema.dropTable("b").execute()` },
    ]);
  });

  test.each([
    ["a type that is computed", `await db.schema.createTable("a").addColumn("b", type).execute();`],
    ["a step that is not read", `await db.schema.createTable("a").addColumn("b", "text").$call(stamps).execute();`],
    ["a view of a query", `await db.schema.createView("a").as(db.selectFrom("b").selectAll()).execute();`],
  ])("%s hides what it does", async (_name, body) => {
    expect(await read(kyselyUp(body))).toMatchObject([{ certainty: "dynamic" }]);
  });
});
