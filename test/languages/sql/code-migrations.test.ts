import { expect, test } from "vitest";
import type { EmbeddedText, Hole } from "../../../src/facts/embedded.ts";
import { bodies, isEmptyBody } from "../../../src/languages/sql/code-migrations/bodies.ts";
import { toolOfCode } from "../../../src/languages/sql/code-migrations/recognise.ts";
import { readTree, summary } from "./read-tree.ts";

/** The embedded texts of a file, as its own language would find them: each backticked SQL, in the method it stands in. */
function embedded(file: string, code: string, holes: readonly Hole[] = []): EmbeddedText[] {
  const down = code.search(/\bdown\b/);
  return [...code.matchAll(/`([^`]*)`/g)].map((match) => ({
    language: "sql",
    role: "migration",
    file,
    section: down >= 0 && match.index > down ? "down" : "up",
    text: match[1] as string,
    map: [{ inner: 0, outer: match.index + 1, length: (match[1] as string).length }],
    holes: match[1]?.includes("hole") ? holes : [],
  }));
}

async function read(files: Readonly<Record<string, string>>, holes: readonly Hole[] = []) {
  return readTree(
    files,
    Object.entries(files).flatMap(([file, code]) => (/\.[jt]s$/.test(file) ? embedded(file, code, holes) : [])),
  );
}

const migration = (name: string, body: string, more = ""): string =>
  `import { MigrationInterface, QueryRunner } from "typeorm";\nexport class ${name} implements MigrationInterface {\n${more}\n  public async up(queryRunner: QueryRunner): Promise<void> {\n    ${body}\n  }\n  public async down(queryRunner: QueryRunner): Promise<void> {\n    await queryRunner.query(\`DROP TABLE a\`);\n  }\n}\n`;

test("TypeORM: by the number at the end of the class name", async () => {
  const { histories, claims } = await read({
    "src/migrations/z.ts": migration("First1700000000000", "await queryRunner.query(`CREATE TABLE a ()`);"),
    "src/migrations/a.ts": migration(
      "Second1700000000001",
      "await queryRunner.query(`CREATE INDEX CONCURRENTLY i ON a (b)`);",
      "transaction = false;",
    ),
    "src/migrations/index.ts": "export const migrations = [];",
  });
  expect(histories.map(summary)).toEqual([
    {
      tool: "typeorm",
      name: "src/migrations",
      hasDowns: true,
      migrations: [
        "z: CREATE TABLE | DROP TABLE | transaction",
        "a: CREATE INDEX CONCURRENTLY | DROP TABLE | no transaction",
      ],
    },
  ]);
  expect(claims.map(({ file, taken, as }) => [file, taken, as])).toEqual([
    ["src/migrations/a.ts", true, "typeorm migration"],
    ["src/migrations/z.ts", true, "typeorm migration"],
  ]);
});

test("Knex, db-migrate and others: by the file's name; a down that is missing, empty or built is told apart", async () => {
  const { histories } = await read({
    "migrations/10_d.js":
      "exports.up = (knex) => knex.raw(`CREATE TABLE d ()`);\nexports.down = (knex) => knex.schema.dropTable('d');",
    "migrations/9_c.js":
      "exports.up = function (knex) { return knex.raw(`CREATE TABLE c ()`); };\nexports.down = function (knex) {\n  // nothing to do\n  return Promise.resolve();\n};",
    "migrations/8_b.js":
      "exports.up = async (knex) => { await knex.schema.createTable('b', (t) => { t.increments(); }); await knex.raw(`DROP TABLE x`); };",
    "migrations/7_a.js":
      "exports.up = async (knex) => { await knex.raw(`CREATE TABLE a ()`); };\nexports.down = async () => { throw new Error('cannot be undone'); };",
  });
  expect(histories.map(summary)).toEqual([
    {
      tool: "knex",
      name: "migrations",
      hasDowns: true,
      migrations: [
        "7_a: CREATE TABLE | code | transaction",
        "8_b: createTable, DROP TABLE | none | transaction",
        "9_c: CREATE TABLE |  | transaction",
        "10_d: CREATE TABLE | dropTable | transaction",
      ],
    },
  ]);
  expect(histories[0]?.migrations.flatMap(({ up }) => up.map(({ certainty }) => certainty))).toEqual([
    "certain",
    "dynamic",
    "certain",
    "certain",
    "certain",
  ]);
});

test("places are those of the outer file", async () => {
  const code = "exports.up = (knex) => knex.raw(`ALTER TABLE a ADD b int`);\n";
  const { histories } = await read({ "migrations/1_a.js": code });
  const change = histories[0]?.migrations[0]?.up[0]?.changes[0];
  expect(code.slice(change?.at.start, change?.at.end)).toBe("ADD b int");
});

const hole = (role: "identifier" | "value"): Hole => ({ inner: 11, length: 6, expression: "name", role });

test("a statement with an unknown name is dynamic, with an unknown value it is not", async () => {
  const code = "exports.up = async (knex) => {\n  await knex.raw(`DROP TABLE hole_1`);\n};";
  const statements = async (role: "identifier" | "value") =>
    (await read({ "migrations/1_a.js": code }, [hole(role)])).histories[0]?.migrations[0]?.up.map(
      ({ certainty, changes }) => [certainty, changes.length],
    );
  expect(await statements("identifier")).toEqual([["dynamic", 0]]);
  expect(await statements("value")).toEqual([["certain", 1]]);
});

test("SQL that is wrong is unread; another database's branch is not this one's affair", async () => {
  const { unread } = await read({
    "migrations/1_a.js":
      "exports.up = async (knex) => {\n  await knex.raw(`CREATE TABEL a (b jsonb)`);\n  await knex.raw(`ALTER TABLE a MODIFY COLUMN b LONGTEXT`);\n};",
  });
  expect(unread).toEqual([{ file: "migrations/1_a.js", line: 2, reason: 'syntax error at or near "TABEL"' }]);
});

const migrationOf = (table: string): string =>
  `const { MigrationInterface } = require("typeorm");\nmodule.exports = class A1700000000000 { async up(queryRunner) { await queryRunner.query(\`${table}\`); } };`;

test("another database's migrations are left alone", async () => {
  const { histories, claims } = await read({
    "migrations/mysql/1700000000000-A.js": migrationOf("CREATE TABLE a ()"),
    "migrations/postgres/1700000000000-A.js": migrationOf("CREATE TABLE a ()"),
  });
  expect(histories.map(({ name }) => name)).toEqual(["migrations/postgres"]);
  expect(claims.map(({ file, taken }) => [file, taken])).toEqual([
    ["migrations/mysql/1700000000000-A.js", false],
    ["migrations/postgres/1700000000000-A.js", true],
  ]);
});

test.each([
  [
    "typeorm",
    "import { MigrationInterface } from 'typeorm';\nclass A1 implements MigrationInterface { async up(q) {} }",
  ],
  [
    "typeorm",
    // Its `up` stands below helpers so long that the first kilobytes do not reach it.
    "import { MigrationInterface } from 'typeorm';\nclass A1 implements MigrationInterface { private async tables(q) {",
  ],
  [
    "mikro-orm",
    "import { Migration } from '@mikro-orm/migrations';\nclass M extends Migration { async up() { this.addSql('') } }",
  ],
  ["sequelize", "module.exports = { up: async (queryInterface, Sequelize) => {} }"],
  ["node-pg-migrate", "exports.up = (pgm) => { pgm.sql('') }"],
  ["kysely", "import { Kysely, sql } from 'kysely';\nexport async function up(db: Kysely<any>) {}"],
  ["knex", "import type { Knex } from 'knex';\nexport async function up(knex: Knex) {}"],
  ["db-migrate", "exports.up = function (db, callback) { db.runSql('', callback) }"],
  ["code", "export async function up(client) {}"],
  [null, "export function helper() {}"],
  [null, "import { QueryRunner } from 'typeorm';\nexport const run = (q: QueryRunner) => migration.up();"],
])("%s is recognised by its code", (tool, head) => {
  expect(toolOfCode(head)).toBe(tool);
});

test.each([
  ["exports.up = function (db) { a('}'); };\nexports.down = db => { /* } */ };", "a('}');", ""],
  ["module.exports = { up: async (q) => { b(`${'}'}`) }, async down(q) {} };", "b(`${'}'}`)", ""],
  [
    "export async function up(db: Kysely<{ a: 1 }>): Promise<void> { c(/[{]/) }\nexport const down = async () => d();",
    "c(/[{]/)",
    "d()",
  ],
  [
    "class A { public async up(q: Q): Promise<void> { e() } public async down(): Promise<void> { return; } }",
    "e()",
    "return;",
  ],
  ["exports.up = (pgm) => f(pgm);", "f(pgm)", null],
])("bodies of %s", (code, up, down) => {
  const found = bodies(code);
  const text = (part: { readonly start: number; readonly end: number } | null): string | null =>
    part && code.slice(part.start, part.end).replace("/* } */", "").trim();
  expect([text(found.up), text(found.down)]).toEqual([up, down]);
});

test.each([
  ["", true],
  ["// nothing\n", true],
  ["return;", true],
  ["return Promise.resolve();", true],
  ["callback();", true],
  ["/* x */ return null", true],
  ["throw new Error('no')", false],
  ["return drop()", false],
  ["await a(); // b", false],
])("body %j is empty: %s", (body, empty) => {
  expect(isEmptyBody(body, { start: 0, end: body.length })).toBe(empty);
});
