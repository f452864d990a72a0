import { describe, expect, it } from "vitest";
import { effectsOf } from "../../../../src/model/schema/effects/effects-of.ts";
import { blockingLocks, liveEffectOn, liveEffects } from "../../../../src/model/schema/effects/live-effects.ts";
import { isTimeoutSet } from "../../../../src/model/schema/effects/timeouts.ts";
import { foldSql } from "../fold-sql.ts";

const users = "CREATE TABLE users (id int PRIMARY KEY, email text, seen timestamp);";

/** The last change of a history, with its effects on a version. */
async function last(version: number, ...texts: readonly string[]) {
  const history = await foldSql(...texts);
  const folded = history.steps.at(-1)?.statements.at(-1)?.changes.at(-1);
  if (folded === undefined) throw new Error("expected a history that ends with a change");
  return { folded, effects: effectsOf(folded, version).tables };
}

describe("an effect", () => {
  it("is on a live table when the table was there before the migration", async () => {
    const live = await last(18, users, "ALTER TABLE users ADD COLUMN a int");
    expect(live.effects.map(({ table, lock, live: isLive }) => [table.path, lock, isLive])).toEqual([
      ["users", "ACCESS EXCLUSIVE", true],
    ]);
    const fresh = await last(18, `${users} ALTER TABLE users ADD COLUMN a int`);
    expect(fresh.effects.map((effect) => effect.live)).toEqual([false]);
    const temporary = await last(18, `CREATE TEMPORARY TABLE seen (id int); ALTER TABLE seen ADD COLUMN a int`);
    expect(temporary.effects.map((effect) => effect.live)).toEqual([false]);
  });

  it("is none on a table that this history does not know, or that the change makes", async () => {
    expect((await last(18, "ALTER TABLE auth.users ADD COLUMN a int")).effects).toEqual([]);
    expect((await last(18, users)).effects).toEqual([]);
  });

  it("depends on the version", async () => {
    const check = "ALTER TABLE users ADD CONSTRAINT set CHECK (email IS NOT NULL);";
    const scans = async (version: number) =>
      (await last(version, users, check, "ALTER TABLE users ALTER COLUMN email SET NOT NULL")).effects.map(
        (effect) => effect.scanned,
      );
    expect([await scans(11), await scans(12)]).toEqual([[true], [false]]);
    const zoned = async (version: number) =>
      (
        await last(version, users, "SET timezone = 'UTC'; ALTER TABLE users ALTER COLUMN seen TYPE timestamptz")
      ).effects.map((effect) => effect.rewrite !== null);
    expect([await zoned(11), await zoned(12)]).toEqual([[true], [false]]);
  });

  it("says what text cannot tell", async () => {
    const unless = async (sql: string, before = users) => (await last(18, before, sql)).effects[0]?.rewrite?.unless;
    expect(await unless("ALTER TABLE users ALTER COLUMN seen TYPE timestamptz")).toBe("the session's TimeZone is UTC");
    expect(await unless("ALTER TABLE users ADD COLUMN code text DEFAULT nanoid()")).toBe(
      "nanoid() is STABLE or IMMUTABLE",
    );
    expect(await unless("ALTER TABLE users ADD COLUMN code text DEFAULT public.uuid_generate_v4()")).toBeNull();
    const inSql = `${users} CREATE FUNCTION code() RETURNS text LANGUAGE sql AS 'SELECT md5(random()::text)';`;
    expect(await unless("ALTER TABLE users ADD COLUMN code text DEFAULT code()", inSql)).toBe(
      "code() is STABLE or IMMUTABLE",
    );
  });
});

describe("live effects", () => {
  it("leave out what may not run, what PostgreSQL refuses, and tables emptied just before", async () => {
    const conditional = await last(
      18,
      users,
      "DO $$ BEGIN IF random() > 0.5 THEN ALTER TABLE users ALTER COLUMN id TYPE bigint; END IF; END $$",
    );
    expect([conditional.effects.length, liveEffects(conditional.folded, 18).length]).toEqual([1, 0]);
    const refused = await last(18, users, "ALTER TABLE users DROP CONSTRAINT nothing");
    expect(liveEffects(refused.folded, 18)).toEqual([]);
    for (const emptying of ["TRUNCATE users", "DELETE FROM users"]) {
      const emptied = await last(18, users, `${emptying}; ALTER TABLE users ALTER COLUMN id TYPE bigint`);
      expect(liveEffectOn(emptied.folded, { schema: null, name: "users" }, 18)).toBeUndefined();
    }
    const some = await last(18, users, "DELETE FROM users WHERE id = 1; ALTER TABLE users ALTER COLUMN id TYPE bigint");
    expect(liveEffectOn(some.folded, { schema: null, name: "users" }, 18)?.rewrite?.because).toBe("type change");
  });

  it("count as blocking from SHARE on", async () => {
    const history = await foldSql(
      users,
      "COMMENT ON TABLE users IS 'x'; INSERT INTO users (id) VALUES (1); CREATE INDEX ON users (email); ALTER TABLE users ADD COLUMN a int",
    );
    const [, step] = history.steps;
    expect(
      step === undefined ? [] : blockingLocks(step, 18).map(({ effects }) => effects.map((effect) => effect.lock)),
    ).toEqual([["SHARE"], ["ACCESS EXCLUSIVE"]]);
  });
});

it.each([
  ["SET lock_timeout = '2s'", true],
  ["SET LOCAL lock_timeout TO 2000", true],
  ["SET lock_timeout = 0", false],
  ["SET lock_timeout = '0ms'", false],
  ["SET lock_timeout = '2s'; RESET lock_timeout", false],
  ["SET statement_timeout = '2s'", false],
  ["SELECT set_config('lock_timeout', '2s', true)", true],
])("%s sets a lock_timeout: %s", async (sql, expected) => {
  const { folded } = await last(18, users, `${sql}; ALTER TABLE users ADD COLUMN a int`);
  expect(isTimeoutSet(folded, "lock_timeout")).toBe(expected);
});
