import { afterEach, expect, it, vi } from "vitest";
import { VersionedMap } from "../../../src/model/schema/versioned.ts";
import { foldSql } from "./fold-sql.ts";

afterEach(() => {
  vi.restoreAllMocks();
});

/** How many records a fold writes and looks up: a measure that no clock disturbs. */
async function work(tables: number): Promise<number> {
  const texts = Array.from(
    { length: tables },
    (_, n) =>
      `CREATE TABLE t${n} (id serial PRIMARY KEY, a int REFERENCES t${Math.max(0, n - 1)}, b text UNIQUE); CREATE INDEX ON t${n} (a); ALTER TABLE t${n} ADD COLUMN c int; ALTER TABLE t${n} RENAME COLUMN b TO d; ${n % 3 === 2 ? `DROP TABLE t${n} CASCADE;` : ""}`,
  );
  const calls = [
    vi.spyOn(VersionedMap.prototype, "set"),
    vi.spyOn(VersionedMap.prototype, "at"),
    vi.spyOn(VersionedMap.prototype, "current"),
  ];
  const history = await foldSql(...texts);
  for (const change of history.changes("create-index", "rename-column")) {
    expect(
      change.before.table((change.change as { table: { schema: null; name: string } }).table)?.indexes.length,
    ).toBeGreaterThan(0);
  }
  const total = calls.reduce((sum, spy) => sum + spy.mock.calls.length, 0);
  vi.restoreAllMocks();
  return total;
}

it("twice the statements are twice the work", async () => {
  const [once, twice] = [await work(150), await work(300)];
  expect(twice / once).toBeGreaterThan(1.9);
  expect(twice / once).toBeLessThan(2.1);
});
