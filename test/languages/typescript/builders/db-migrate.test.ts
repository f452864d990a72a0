import { describe, expect, test } from "vitest";
import { readCode } from "../read-code.ts";
import { loadParser } from "../../../../src/languages/sql/parser.ts";

const options = { file: "migrations/20240101000000-a.js", role: "migration" } as const;
const lowered = (code: string): readonly string[] =>
  readCode(`exports.up = function (db, callback) {\n${code}\n};`, options).embedded.flatMap(({ text, call }) =>
    call ? text.split(";\n") : [],
  );

/**
 * What db-migrate-pg 1.5 (index.js) and db-migrate-base 2.3 (index.js) put together with util.format, less the runs of
 * spaces that empty parts leave.
 */
describe("db-migrate's calls as its driver for PostgreSQL sends them", () => {
  test.each([
    [
      "createTable: one key, serial, lengths, defaults",
      `db.createTable("users", {
        id: { type: "int", primaryKey: true, autoIncrement: true },
        name: { type: "string", length: 255, notNull: true, unique: true, defaultValue: "it" },
        active: { type: "boolean", defaultValue: true },
        data: "jsonb",
        at: { type: "timestamptz", defaultValue: { raw: "now()" } },
        "when": { type: "datetime", timezone: true, defaultValue: { special: "CURRENT_TIMESTAMP" } },
      }, callback);`,
      [
        `CREATE TABLE "users" ("id" SERIAL PRIMARY KEY, "name" VARCHAR (255) NOT NULL UNIQUE DEFAULT 'it', "active" BOOLEAN DEFAULT true, "data" JSONB, "at" TIMESTAMP WITH TIME ZONE DEFAULT now(), "when" TIMESTAMP WITH TIME ZONE DEFAULT CURRENT_TIMESTAMP)`,
      ],
    ],
    [
      "createTable: two keys, foreign keys after it from the last column on, a big serial",
      `db.createTable("a_b", { columns: {
        a: { type: "bigint", primaryKey: true, autoIncrement: true },
        b: { type: "int", primaryKey: true, comment: "the b", foreignKey: { name: "a_b_b_fk", table: "b", mapping: "id", rules: { onDelete: "CASCADE" } } },
        c: { type: "int", foreignKey: { name: "a_b_c_fk", table: "c", mapping: { c: "id" } } },
      }, ifNotExists: true });`,
      [
        `CREATE TABLE IF NOT EXISTS "a_b" ("a" BIGSERIAL, "b" INTEGER, "c" INTEGER, PRIMARY KEY ("a", "b"))`,
        `ALTER TABLE "a_b" ADD CONSTRAINT "a_b_c_fk" FOREIGN KEY ("c") REFERENCES "c" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
        `COMMENT on COLUMN a_b.b IS 'the b'`,
        `ALTER TABLE "a_b" ADD CONSTRAINT "a_b_b_fk" FOREIGN KEY ("b") REFERENCES "b" ("id") ON DELETE CASCADE ON UPDATE NO ACTION`,
      ],
    ],
    [
      "addColumn: a primary key is not said here",
      `const type = dbm.dataType; db.addColumn("users", "age", { type: type.BIG_INTEGER, primaryKey: true, notNull: true, defaultValue: 0 }, callback);`,
      [`ALTER TABLE "users" ADD COLUMN "age" BIGINT NOT NULL DEFAULT 0`],
    ],
    [
      "addColumn: a type alone",
      `db.addColumn("users", "at", "datetime");`,
      [`ALTER TABLE "users" ADD COLUMN "at" TIMESTAMP`],
    ],
    ["removeColumn", `db.removeColumn("users", "age", callback);`, [`ALTER TABLE "users" DROP COLUMN "age"`]],
    [
      "renameColumn",
      `db.renameColumn("users", "age", "years");`,
      [`ALTER TABLE "users" RENAME COLUMN "age" TO "years"`],
    ],
    [
      "changeColumn: what is not repeated goes",
      `db.changeColumn("users", "name", { type: "string", length: 50, unique: true });`,
      [
        `ALTER TABLE "users" ALTER COLUMN "name" DROP NOT NULL`,
        `ALTER TABLE "users" ADD CONSTRAINT "users_name_key" UNIQUE ("name")`,
        `ALTER TABLE "users" ALTER COLUMN "name" DROP DEFAULT`,
        `ALTER TABLE "users" ALTER COLUMN "name" TYPE VARCHAR (50) USING "name"::VARCHAR`,
      ],
    ],
    [
      "changeColumn: with all that can be said",
      `db.changeColumn("users", "age", { type: "text", notNull: true, unique: false, defaultValue: "", using: "USING age::text" });`,
      [
        `ALTER TABLE "users" ALTER COLUMN "age" SET NOT NULL`,
        `ALTER TABLE "users" DROP CONSTRAINT "users_age_key"`,
        `ALTER TABLE "users" ALTER COLUMN "age" SET DEFAULT ''`,
        `ALTER TABLE "users" ALTER COLUMN "age" TYPE TEXT USING age::text`,
      ],
    ],
    [
      "addIndex",
      `db.addIndex("users", "users_name", ["name", "age"], true, callback);`,
      [`CREATE UNIQUE INDEX "users_name" ON "users" ("name", "age")`],
    ],
    ["addIndex: one column", `db.addIndex("users", "i", "name", done);`, [`CREATE INDEX "i" ON "users" ("name")`]],
    ["removeIndex", `db.removeIndex("users", "i"); db.removeIndex("j");`, [`DROP INDEX "i"`, `DROP INDEX "j"`]],
    [
      "addForeignKey",
      `db.addForeignKey("a", "b", "a_b_fk", { b_id: "id", "c": "d" }, { onDelete: "CASCADE", onUpdate: "RESTRICT" }, callback);`,
      [
        `ALTER TABLE "a" ADD CONSTRAINT "a_b_fk" FOREIGN KEY ("b_id", "c") REFERENCES "b" ("id", "d") ON DELETE CASCADE ON UPDATE RESTRICT`,
      ],
    ],
    [
      "removeForeignKey",
      `db.removeForeignKey("a", "a_b_fk", { dropIndex: true }, callback);`,
      [`ALTER TABLE "a" DROP CONSTRAINT "a_b_fk"`],
    ],
    [
      "dropTable",
      `db.dropTable("a", { ifExists: true }); db.dropTable("b", callback);`,
      [`DROP TABLE IF EXISTS "a"`, `DROP TABLE "b"`],
    ],
    ["renameTable", `db.renameTable("a", "b");`, [`ALTER TABLE "a" RENAME TO "b"`]],
    [
      "bound, in a list for async.series",
      `async.series([ db.dropTable.bind(db, "a"), db.addColumn.bind(db, "b", "c", { type: "uuid" }) ], callback);`,
      [`DROP TABLE "a"`, `ALTER TABLE "b" ADD COLUMN "c" UUID`],
    ],
    [
      "promises",
      `return db.dropTable("a").then(function () { return db.dropTable("b"); });`,
      [`DROP TABLE "a"`, `DROP TABLE "b"`],
    ],
  ])("%s", async (_name, code, expected) => {
    const statements = lowered(code);
    expect(statements).toEqual(expected);
    const parser = await loadParser();
    for (const statement of statements) expect(parser.parse(statement)).not.toHaveProperty("message");
  });

  test.each([
    [`db.createTable("a", columns());`],
    [`db.addColumn("a", "b", { type: "int", defaultValue: null });`],
    [`db.changeColumn("a", "b", { type: "int", defaultValue: { raw: "1" } });`],
    [`db.addColumn(table, "b", "int");`],
  ])("%s is left to the migration's reader, which says that it is there", (code) => {
    expect(lowered(code)).toEqual([]);
  });
});
