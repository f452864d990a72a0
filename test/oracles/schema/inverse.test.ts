import { PGlite } from "@electric-sql/pglite";
import { beforeAll, describe, expect, it } from "vitest";
import { inverseOf } from "../../../src/model/schema/inverse.ts";
import { foldSql } from "../../model/schema/fold-sql.ts";
import { emptyDatabase, readCatalogue } from "./catalogue.ts";

const tables = `CREATE TYPE mood AS ENUM ('glad');
CREATE TABLE a (id int PRIMARY KEY, x int DEFAULT 3, y text NOT NULL, "Z" text);
CREATE TABLE b (id int PRIMARY KEY, a_id int REFERENCES a, note varchar(20));
CREATE INDEX b_note ON b (note);
CREATE SCHEMA other;`;

/** PostgreSQL does and undoes each change: afterwards its catalogue must be what it was. */
describe("the inverse of a change", () => {
  let database: PGlite;
  beforeAll(async () => {
    database = await PGlite.create();
  });

  it.each([
    ["CREATE TABLE c (id int)", "DROP TABLE c"],
    ["CREATE TABLE other.c AS SELECT * FROM a", "DROP TABLE other.c"],
    ['ALTER TABLE a RENAME TO "A"', 'ALTER TABLE "A" RENAME TO a'],
    ["ALTER TABLE a ADD COLUMN c int", "ALTER TABLE a DROP COLUMN c"],
    ['ALTER TABLE a RENAME COLUMN "Z" TO z', 'ALTER TABLE a RENAME COLUMN z TO "Z"'],
    ["ALTER TABLE b ALTER COLUMN note TYPE text", "ALTER TABLE b ALTER COLUMN note TYPE character varying(20)"],
    ["ALTER TABLE a ALTER COLUMN x SET DEFAULT 4", "ALTER TABLE a ALTER COLUMN x SET DEFAULT 3"],
    ["ALTER TABLE a ALTER COLUMN x DROP DEFAULT", "ALTER TABLE a ALTER COLUMN x SET DEFAULT 3"],
    ["ALTER TABLE a ALTER COLUMN x SET NOT NULL", "ALTER TABLE a ALTER COLUMN x DROP NOT NULL"],
    ["ALTER TABLE a ALTER COLUMN y DROP NOT NULL", "ALTER TABLE a ALTER COLUMN y SET NOT NULL"],
    ["ALTER TABLE b ADD CHECK (note <> '')", "ALTER TABLE b DROP CONSTRAINT b_note_check"],
    ["ALTER TABLE b ADD UNIQUE (note, a_id)", "ALTER TABLE b DROP CONSTRAINT b_note_a_id_key"],
    ["ALTER TABLE b ADD FOREIGN KEY (a_id) REFERENCES a", "ALTER TABLE b DROP CONSTRAINT b_a_id_fkey1"],
    ["ALTER TABLE b RENAME CONSTRAINT b_a_id_fkey TO k", "ALTER TABLE b RENAME CONSTRAINT k TO b_a_id_fkey"],
    ["CREATE INDEX ON b (a_id)", "DROP INDEX b_a_id_idx"],
    ["ALTER INDEX b_note RENAME TO n", "ALTER INDEX n RENAME TO b_note"],
    ["CREATE TYPE colour AS ENUM ('red')", "DROP TYPE colour"],
    ["CREATE SCHEMA third", "DROP SCHEMA third"],
    ["CREATE VIEW v AS SELECT 1 AS one", "DROP VIEW v"],
    ["CREATE POLICY p ON a USING (true)", "DROP POLICY p ON a"],
  ])("%s is %s", async (statement, inverse) => {
    const history = await foldSql(tables, `${statement};`);
    const [change] = history.steps[1]?.statements[0]?.changes ?? [];
    if (change === undefined) throw new Error(`expected a change in ${statement}`);
    expect(inverseOf(change)).toBe(inverse);
    await emptyDatabase(database);
    await database.exec(tables);
    const before = await readCatalogue(database);
    await database.exec(statement);
    expect(await readCatalogue(database)).not.toEqual(statement.includes("SCHEMA") ? null : before);
    await database.exec(inverse);
    expect(await readCatalogue(database)).toEqual(before);
  });

  it.each([
    "ALTER TABLE a DROP COLUMN x",
    "DROP TABLE b",
    "DROP INDEX b_note",
    "CREATE TABLE IF NOT EXISTS a (id int)",
    "ALTER TABLE a ADD COLUMN IF NOT EXISTS x int",
  ])("of %s there is none", async (statement) => {
    const history = await foldSql(tables, `${statement};`);
    const [change] = history.steps[1]?.statements[0]?.changes ?? [];
    expect(change === undefined ? undefined : inverseOf(change)).toBeNull();
  });
});
