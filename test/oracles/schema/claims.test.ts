import { PGlite } from "@electric-sql/pglite";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { emptyDatabase } from "./catalogue.ts";

/** What the rules say of locks, scans and failures, said by PostgreSQL: each unsafe form beside the safe one that the rule proposes. */
let database: PGlite;

beforeAll(async () => {
  database = await PGlite.create();
});

beforeEach(async () => {
  await emptyDatabase(database);
  await database.exec(`
    CREATE TABLE u (id int PRIMARY KEY, name text);
    CREATE TABLE t (id int PRIMARY KEY, u_id int, n int NOT NULL, note text);
    INSERT INTO u SELECT i, 'x' FROM generate_series(1, 2000) i;
    INSERT INTO t SELECT i, i, i, 'x' FROM generate_series(1, 2000) i;
    ANALYZE t, u`);
});

/** The locks a statement takes on the two tables, and the whole scans it makes of them. */
async function effects(statement: string): Promise<Readonly<Record<string, string>>> {
  const scans = async (): Promise<Readonly<Record<string, number>>> => {
    const { rows } = await database.query<{ name: string; scans: number }>(
      "SELECT relname AS name, pg_stat_get_xact_numscans(oid)::int AS scans FROM pg_class WHERE relname IN ('t', 'u') AND relkind = 'r'",
    );
    return Object.fromEntries(rows.map((row) => [row.name, row.scans]));
  };
  await database.exec("BEGIN");
  try {
    const before = await scans();
    await database.exec(statement);
    const after = await scans();
    const { rows } = await database.query<{ name: string; modes: string[] }>(
      "SELECT c.relname AS name, array_agg(l.mode ORDER BY l.mode) AS modes FROM pg_locks l JOIN pg_class c ON c.oid = l.relation WHERE c.relname IN ('t', 'u') AND c.relkind = 'r' GROUP BY 1",
    );
    return Object.fromEntries(
      rows.map(({ name, modes }) => [
        name,
        strongest(modes) + ((after[name] ?? 0) > (before[name] ?? 0) ? ", scan" : ""),
      ]),
    );
  } finally {
    await database.exec("ROLLBACK");
  }
}

const strength = [
  "AccessShareLock",
  "RowShareLock",
  "RowExclusiveLock",
  "ShareUpdateExclusiveLock",
  "ShareLock",
  "ShareRowExclusiveLock",
  "ExclusiveLock",
  "AccessExclusiveLock",
];

function strongest(modes: readonly string[]): string {
  return modes.toSorted((a, b) => strength.indexOf(a) - strength.indexOf(b)).at(-1) as string;
}

describe("migration/concurrent-index", () => {
  it("CREATE INDEX takes a SHARE lock, and CONCURRENTLY cannot run in a transaction", async () => {
    expect(await effects("CREATE INDEX ON t (note)")).toEqual({ t: "ShareLock, scan" });
    await expect(effects("CREATE INDEX CONCURRENTLY ON t (note)")).rejects.toThrow(
      "cannot run inside a transaction block",
    );
    await database.exec("CREATE INDEX CONCURRENTLY t_note ON t (note)");
    expect(
      (await database.query("SELECT indisvalid FROM pg_index WHERE indexrelid = 't_note'::regclass")).rows,
    ).toEqual([{ indisvalid: true }]);
  });

  it("a partitioned table takes no CONCURRENTLY, and ON ONLY reads nothing", async () => {
    await database.exec(
      "CREATE TABLE p (id int, at date) PARTITION BY RANGE (at); CREATE TABLE p1 PARTITION OF p DEFAULT",
    );
    await expect(database.exec("CREATE INDEX CONCURRENTLY ON p (id)")).rejects.toThrow(
      "cannot create index on partitioned table",
    );
    await database.exec("CREATE INDEX p_id ON ONLY p (id)");
    await database.exec("CREATE INDEX CONCURRENTLY p1_id ON p1 (id)");
    await database.exec("ALTER INDEX p_id ATTACH PARTITION p1_id");
    expect((await database.query("SELECT indisvalid FROM pg_index WHERE indexrelid = 'p_id'::regclass")).rows).toEqual([
      { indisvalid: true },
    ]);
  });
});

describe("migration/set-not-null-via-check", () => {
  it("SET NOT NULL reads the whole table under ACCESS EXCLUSIVE, unless a validated check proves it", async () => {
    expect(await effects("ALTER TABLE t ALTER COLUMN note SET NOT NULL")).toEqual({ t: "AccessExclusiveLock, scan" });
    expect(await effects("ALTER TABLE t ADD CONSTRAINT set CHECK (note IS NOT NULL) NOT VALID")).toEqual({
      t: "AccessExclusiveLock",
    });
    await database.exec("ALTER TABLE t ADD CONSTRAINT set CHECK (note IS NOT NULL) NOT VALID");
    expect(await effects("ALTER TABLE t ALTER COLUMN note SET NOT NULL")).toEqual({ t: "AccessExclusiveLock, scan" });
    expect(await effects("ALTER TABLE t VALIDATE CONSTRAINT set")).toEqual({ t: "ShareUpdateExclusiveLock, scan" });
    await database.exec("ALTER TABLE t VALIDATE CONSTRAINT set");
    expect(await effects("ALTER TABLE t ALTER COLUMN note SET NOT NULL")).toEqual({ t: "AccessExclusiveLock" });
  });
});

describe("migration/foreign-key-not-valid", () => {
  it("ADD FOREIGN KEY reads both tables under SHARE ROW EXCLUSIVE; NOT VALID reads neither, VALIDATE lets writes go on", async () => {
    expect(await effects("ALTER TABLE t ADD CONSTRAINT k FOREIGN KEY (u_id) REFERENCES u")).toEqual({
      t: "ShareRowExclusiveLock, scan",
      u: "ShareRowExclusiveLock, scan",
    });
    expect(await effects("ALTER TABLE t ADD CONSTRAINT k FOREIGN KEY (u_id) REFERENCES u NOT VALID")).toEqual({
      t: "ShareRowExclusiveLock",
      u: "ShareRowExclusiveLock",
    });
    await database.exec("ALTER TABLE t ADD CONSTRAINT k FOREIGN KEY (u_id) REFERENCES u NOT VALID");
    expect(await effects("ALTER TABLE t VALIDATE CONSTRAINT k")).toEqual({
      t: "ShareUpdateExclusiveLock, scan",
      u: "RowShareLock, scan",
    });
  });

  it("a key on a column that is added with it has no value to look up", async () => {
    expect(await effects("ALTER TABLE t ADD COLUMN other int REFERENCES u")).toEqual({
      t: "AccessExclusiveLock",
      u: "ShareRowExclusiveLock",
    });
  });
});

describe("migration/check-not-valid", () => {
  it("ADD CHECK reads the whole table under ACCESS EXCLUSIVE; NOT VALID reads nothing", async () => {
    expect(await effects("ALTER TABLE t ADD CONSTRAINT c CHECK (n > 0)")).toEqual({ t: "AccessExclusiveLock, scan" });
    expect(await effects("ALTER TABLE t ADD CONSTRAINT c CHECK (n > 0) NOT VALID")).toEqual({
      t: "AccessExclusiveLock",
    });
  });
});

describe("migration/no-required-column", () => {
  it("a NOT NULL column without a default fails on a table with rows, and only there", async () => {
    await expect(database.exec("ALTER TABLE t ADD COLUMN z int NOT NULL")).rejects.toThrow("contains null values");
    await database.exec("TRUNCATE t; ALTER TABLE t ADD COLUMN z int NOT NULL");
  });

  it("with a constant default it reads and rewrites nothing", async () => {
    expect(await effects("ALTER TABLE t ADD COLUMN z int NOT NULL DEFAULT 1")).toEqual({ t: "AccessExclusiveLock" });
  });
});

describe("schema/foreign-key-index", () => {
  const remove = "DELETE FROM u WHERE id = 2001";
  it.each([
    ["no index", "", true],
    ["a btree that leads with the column", "CREATE INDEX ON t (u_id, n)", false],
    ["a btree that does not", "CREATE INDEX ON t (n, u_id)", true],
    ["a hash index", "CREATE INDEX ON t USING hash (u_id)", false],
    ["a partial index over the values there are", "CREATE INDEX ON t (u_id) WHERE u_id IS NOT NULL", false],
    ["a partial index over something else", "CREATE INDEX ON t (u_id) WHERE n > 0", true],
  ])("with %s, deleting a referenced row reads the table: %s", async (_what, index, scans) => {
    await database.exec(
      `ALTER TABLE t ADD FOREIGN KEY (u_id) REFERENCES u ON DELETE CASCADE; INSERT INTO u VALUES (2001, 'x'); ${index}`,
    );
    await database.exec("ANALYZE t, u");
    const effect = await effects(remove);
    expect(effect["t"]?.includes("scan")).toBe(scans);
  });
});

describe("schema/foreign-key-type-match", () => {
  it("an integer key cannot follow a bigint beyond its range", async () => {
    await database.exec(
      "CREATE TABLE big (id bigint PRIMARY KEY); CREATE TABLE narrow (big_id integer REFERENCES big); INSERT INTO big VALUES (3000000000)",
    );
    await expect(database.exec("INSERT INTO narrow SELECT id FROM big")).rejects.toThrow("out of range");
  });

  it("a key that must be cast does not use its index", async () => {
    await database.exec(
      "DROP TABLE t, u; CREATE TABLE u (id numeric PRIMARY KEY); CREATE TABLE t (u_id integer REFERENCES u ON DELETE CASCADE); INSERT INTO u SELECT generate_series(1, 2000); INSERT INTO t SELECT generate_series(1, 1999); CREATE INDEX ON t (u_id); ANALYZE t, u; SET enable_seqscan = off",
    );
    expect((await effects("DELETE FROM u WHERE id = 2000"))["t"]).toContain("scan");
  });
});

describe("schema/primary-key", () => {
  it("a published table without a key takes no UPDATE", async () => {
    await database.exec(
      "CREATE TABLE bare (a int); INSERT INTO bare VALUES (1); CREATE PUBLICATION everything FOR TABLE bare",
    );
    await expect(database.exec("UPDATE bare SET a = 2")).rejects.toThrow("does not have a replica identity");
    await database.exec("DROP PUBLICATION everything");
  });

  it("a unique index over NOT NULL columns becomes the key without a scan", async () => {
    await database.exec("ALTER TABLE t DROP CONSTRAINT t_pkey; CREATE UNIQUE INDEX t_n ON t (n)");
    expect(await effects("ALTER TABLE t ADD PRIMARY KEY USING INDEX t_n")).toEqual({ t: "AccessExclusiveLock" });
  });
});

describe("schema/timestamp-with-time-zone", () => {
  it("one moment is two timestamps, and one timestamptz", async () => {
    await database.exec(
      "CREATE TABLE seen (plain timestamp, zoned timestamptz); BEGIN; SET LOCAL TIME ZONE 'UTC'; INSERT INTO seen VALUES (now(), now()); SET LOCAL TIME ZONE 'Asia/Tokyo'; INSERT INTO seen VALUES (now(), now()); COMMIT",
    );
    expect(
      (
        await database.query(
          "SELECT count(DISTINCT plain)::int AS plain, count(DISTINCT zoned)::int AS zoned FROM seen",
        )
      ).rows,
    ).toEqual([{ plain: 2, zoned: 1 }]);
  });
});
