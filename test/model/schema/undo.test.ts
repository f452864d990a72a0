import { describe, expect, it } from "vitest";
import { stepOf } from "./undo-sql.ts";

const before =
  "CREATE TABLE t (id int PRIMARY KEY, name varchar(20) NOT NULL DEFAULT 'x'); CREATE INDEX t_name ON t (name); CREATE TABLE u (t_id int REFERENCES t (id));";

async function differencesOf(up: string, down: string): Promise<readonly string[]> {
  const { undo } = await stepOf(before, up, down);
  expect(undo?.certain).toBe(true);
  return (undo?.differences() ?? []).map(({ text }) => text);
}

describe("undo", () => {
  it("finds nothing where the down is the inverse", async () => {
    expect(await differencesOf("ALTER TABLE t ADD COLUMN a int", "ALTER TABLE t DROP COLUMN a")).toEqual([]);
    expect(
      await differencesOf("ALTER TABLE t RENAME COLUMN name TO n", "ALTER TABLE t RENAME COLUMN n TO name"),
    ).toEqual([]);
    expect(
      await differencesOf(
        "DROP TABLE u",
        "CREATE TABLE u (t_id integer); ALTER TABLE u ADD CONSTRAINT fk FOREIGN KEY (t_id) REFERENCES t (id)",
      ),
    ).toEqual([]);
    expect(
      await differencesOf(
        "DROP INDEX t_name; ALTER TABLE t DROP CONSTRAINT t_pkey CASCADE",
        "ALTER TABLE t ADD PRIMARY KEY (id); ALTER TABLE u ADD FOREIGN KEY (t_id) REFERENCES t (id); CREATE INDEX ON t (name)",
      ),
    ).toEqual([]);
  });

  it("says what is left, missing and changed", async () => {
    expect(
      await differencesOf("CREATE TABLE v (id int); CREATE VIEW w AS SELECT id FROM t", "COMMENT ON TABLE t IS NULL"),
    ).toEqual(["table `v` stays", "view `w` stays"]);
    expect(await differencesOf("DROP TABLE u", "COMMENT ON TABLE t IS NULL")).toEqual(["table `u` is missing"]);
    expect(
      await differencesOf(
        "ALTER TABLE t DROP COLUMN name",
        "ALTER TABLE t ADD COLUMN name varchar(20) NOT NULL DEFAULT 'x'",
      ),
    ).toEqual(["index `t_name` on `t` is missing"]);
    expect(
      await differencesOf(
        "ALTER TABLE t ALTER COLUMN name TYPE text, ALTER COLUMN name DROP DEFAULT",
        "ALTER TABLE t ALTER COLUMN name TYPE varchar(30)",
      ),
    ).toEqual([
      "column `t.name` is `character varying(30)`, without a default, and was `character varying(20)`, with the default `'x'`",
    ]);
    expect(await differencesOf("ALTER TABLE t RENAME TO s", "ALTER TABLE s ALTER COLUMN name SET DEFAULT 'x'")).toEqual(
      ["table `t` is still called `s`"],
    );
    expect(await differencesOf("ALTER TABLE t ENABLE ROW LEVEL SECURITY", "COMMENT ON TABLE t IS NULL")).toEqual([
      "table `t` is under row level security, and was without row level security",
    ]);
    expect(await differencesOf("ALTER INDEX t_name RENAME TO t_n", "COMMENT ON TABLE t IS NULL")).toEqual([
      "index `t_name` on `t` is still called `t_n`",
    ]);
  });

  it("says nothing of the parts of a column that is missing itself", async () => {
    expect(await differencesOf("ALTER TABLE t DROP COLUMN name", "COMMENT ON TABLE t IS NULL")).toEqual([
      "column `t.name` is missing",
    ]);
  });

  it("frames the statement of the up that is not undone", async () => {
    const step = await stepOf(
      before,
      "ALTER TABLE t ADD COLUMN a int; ALTER TABLE t ADD COLUMN b int",
      "ALTER TABLE t DROP COLUMN a",
    );
    const [difference] = step.undo?.differences() ?? [];
    expect(difference?.text).toBe("column `t.b` stays");
    expect(difference?.at?.at).toBe(step.statements[1]?.changes[0]?.at);
  });

  it("tells what PostgreSQL would refuse after the up", async () => {
    const { undo } = await stepOf(
      before,
      "ALTER TABLE t DROP COLUMN name",
      "ALTER TABLE t ALTER COLUMN name DROP DEFAULT",
    );
    expect(undo?.statements[0]?.changes[0]?.refusal).toBe('column "name" of relation "t" does not exist');
  });

  it("leaves the history as it is", async () => {
    const step = await stepOf(
      before,
      "ALTER TABLE t DROP COLUMN name",
      "DROP TABLE t CASCADE; CREATE TABLE t (other int)",
    );
    expect(step.undo?.after.table("t")?.columns.map(({ name }) => name)).toEqual(["other"]);
    expect(step.after.table("t")?.columns.map(({ name }) => name)).toEqual(["id"]);
    expect(step.after.foreignKeys()).toHaveLength(1);
    expect(step.undo?.after.foreignKeys()).toHaveLength(0);
  });

  it("is not certain of calls, branches and what could not be read", async () => {
    for (const down of ["SELECT undo_it()", "DO $$ BEGIN IF true THEN DROP TABLE u; END IF; END $$", "DROP TABEL u"])
      expect((await stepOf(before, "ALTER TABLE t ADD COLUMN a int", down)).undo?.certain, down).toBe(false);
  });
});
