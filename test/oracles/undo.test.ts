import { PGlite } from "@electric-sql/pglite";
import { afterAll, describe, expect, it } from "vitest";
import { stepOf } from "../model/schema/undo-sql.ts";

/**
 * `Undo` against PostgreSQL: the up and the down are run, and the catalogue before the one is compared with that after
 * the other. Both must agree on whether the schema is what it was.
 */
const before =
  "CREATE TYPE mood AS ENUM ('good', 'bad'); CREATE TABLE t (id int PRIMARY KEY, name varchar(20) NOT NULL DEFAULT 'x', mood mood); CREATE INDEX t_name ON t (lower(name)) WHERE id > 0; CREATE TABLE u (t_id int REFERENCES t (id) ON DELETE CASCADE, n int CHECK (n > 0));";

const cases: readonly (readonly [up: string, down: string])[] = [
  ["ALTER TABLE t ADD COLUMN a int", "ALTER TABLE t DROP COLUMN a"],
  ["ALTER TABLE t ADD COLUMN a int, ADD COLUMN b int", "ALTER TABLE t DROP COLUMN a"],
  ["ALTER TABLE t ALTER COLUMN name DROP NOT NULL", "ALTER TABLE t ALTER COLUMN name SET NOT NULL"],
  ["ALTER TABLE t ALTER COLUMN name DROP NOT NULL", "ALTER TABLE t ALTER COLUMN name SET DEFAULT 'x'"],
  ["ALTER TABLE t ALTER COLUMN name TYPE text", "ALTER TABLE t ALTER COLUMN name TYPE varchar(20)"],
  ["ALTER TABLE t ALTER COLUMN name TYPE text", "ALTER TABLE t ALTER COLUMN name TYPE varchar(21)"],
  ["ALTER TABLE t ALTER COLUMN name SET DEFAULT 'y'", "ALTER TABLE t ALTER COLUMN name DROP DEFAULT"],
  ["ALTER TABLE t RENAME COLUMN name TO n", "ALTER TABLE t RENAME COLUMN n TO name"],
  ["ALTER TABLE t RENAME TO s", "ALTER TABLE s RENAME TO t"],
  ["ALTER TABLE t RENAME TO s", "ALTER TABLE s ALTER COLUMN name SET DEFAULT 'x'"],
  ["DROP INDEX t_name", "CREATE INDEX t_name ON t (lower(name)) WHERE (id > 0)"],
  ["DROP INDEX t_name", "CREATE INDEX t_name ON t (name) WHERE id > 0"],
  ["DROP INDEX t_name", "CREATE UNIQUE INDEX t_name ON t (lower(name)) WHERE id > 0"],
  ["ALTER TABLE u DROP CONSTRAINT u_t_id_fkey", "ALTER TABLE u ADD FOREIGN KEY (t_id) REFERENCES t ON DELETE CASCADE"],
  ["ALTER TABLE u DROP CONSTRAINT u_t_id_fkey", "ALTER TABLE u ADD FOREIGN KEY (t_id) REFERENCES t"],
  ["ALTER TABLE u DROP CONSTRAINT u_n_check", "ALTER TABLE u ADD CHECK (n > 0)"],
  ["ALTER TABLE u DROP CONSTRAINT u_n_check", "ALTER TABLE u ADD CHECK (n > 1)"],
  [
    "DROP TABLE u",
    "CREATE TABLE u (t_id integer, n integer, CHECK (n > 0), FOREIGN KEY (t_id) REFERENCES t (id) ON DELETE CASCADE)",
  ],
  ["DROP TABLE u", "CREATE TABLE u (t_id integer, n integer)"],
  ["ALTER TABLE t DROP CONSTRAINT t_pkey CASCADE", "ALTER TABLE t ADD PRIMARY KEY (id)"],
  ["ALTER TABLE t DROP COLUMN name", "ALTER TABLE t ADD COLUMN name varchar(20) NOT NULL DEFAULT 'x'"],
  [
    "ALTER TABLE t DROP COLUMN name",
    "ALTER TABLE t ADD COLUMN name varchar(20) NOT NULL DEFAULT 'x'; CREATE INDEX t_name ON t (lower(name)) WHERE id > 0",
  ],
  ["CREATE VIEW v AS SELECT id FROM t", "DROP VIEW v"],
  ["CREATE VIEW v AS SELECT id FROM t", "COMMENT ON TABLE t IS NULL"],
  [
    "CREATE TYPE size AS ENUM ('s'); ALTER TABLE t ADD COLUMN size size",
    "ALTER TABLE t DROP COLUMN size; DROP TYPE size",
  ],
  ["CREATE TYPE size AS ENUM ('s'); ALTER TABLE t ADD COLUMN size size", "ALTER TABLE t DROP COLUMN size"],
  ["DROP TYPE mood CASCADE", "CREATE TYPE mood AS ENUM ('good', 'bad'); ALTER TABLE t ADD COLUMN mood mood"],
  ["DROP TYPE mood CASCADE", "CREATE TYPE mood AS ENUM ('good'); ALTER TABLE t ADD COLUMN mood mood"],
  ["ALTER TABLE t ENABLE ROW LEVEL SECURITY", "ALTER TABLE t DISABLE ROW LEVEL SECURITY"],
  ["ALTER TABLE t ENABLE ROW LEVEL SECURITY", "COMMENT ON TABLE t IS NULL"],
];

const catalogue = `
  SELECT c.relkind::text || ' ' || c.relname || ' ' || c.relrowsecurity::text AS line FROM pg_class c WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'v')
  UNION ALL SELECT c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || ' ' || a.attnotnull::text || ' ' || coalesce(pg_get_expr(d.adbin, d.adrelid), '')
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid AND c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum WHERE a.attnum > 0 AND NOT a.attisdropped
  UNION ALL SELECT conrelid::regclass::text || ' ' || pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype <> 'n'
  UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'
  UNION ALL SELECT t.typname || ' ' || string_agg(e.enumlabel, ',' ORDER BY e.enumsortorder) FROM pg_type t JOIN pg_enum e ON e.enumtypid = t.oid GROUP BY t.typname
  ORDER BY 1`;

describe("the down of a migration, run by PostgreSQL", () => {
  const database = new PGlite();
  afterAll(() => database.close());
  const lines = async (): Promise<readonly string[]> =>
    (await database.query<{ line: string }>(catalogue)).rows.map(({ line }) => line);

  it.each(cases)("%s / %s", async (up, down) => {
    await database.exec(`BEGIN; ${before}`);
    try {
      const was = await lines();
      await database.exec(up);
      await database.exec(down);
      const restored = JSON.stringify(await lines()) === JSON.stringify(was);
      const { undo } = await stepOf(before, up, down);
      expect(undo?.certain).toBe(true);
      const found = undo?.differences().map(({ text }) => text) ?? [];
      expect(found.length === 0, found.join("; ")).toBe(restored);
    } finally {
      await database.exec("ROLLBACK");
    }
  });
});
