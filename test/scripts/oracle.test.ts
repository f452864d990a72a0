import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compareLines } from "../../scripts/oracle/compare.ts";
import { OracleServer } from "../../scripts/oracle/database.ts";
import { readHistories } from "../../scripts/oracle/histories.ts";
import { judge, type Verdict } from "../../scripts/oracle/judge.ts";
import { differs, percent, total, verdictLines } from "../../scripts/oracle/print.ts";

describe("the oracle script", () => {
  let root: string;
  let server: OracleServer;
  beforeAll(() => {
    root = mkdtempSync(path.join(tmpdir(), "archlint-oracle-"));
    server = new OracleServer(new Set(["pgcrypto", "no_such_extension"]));
  });
  afterAll(async () => {
    await server.close();
    rmSync(root, { recursive: true, force: true });
  });

  async function verdicts(project: string, files: Readonly<Record<string, string>>): Promise<Verdict[]> {
    const folder = path.join(root, project);
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
      writeFileSync(path.join(folder, file), text);
    }
    const found: Verdict[] = [];
    for (const history of await readHistories(folder)) found.push(await judge(server, history));
    return found;
  }

  it("finds no difference where there is none, and asks PostgreSQL which keys lack an index", async () => {
    const [verdict] = await verdicts("shop", {
      "migrations/001_shop.up.sql": `
        CREATE TABLE customers (id bigint PRIMARY KEY);
        CREATE TABLE orders (id bigint PRIMARY KEY, a bigint REFERENCES customers, b bigint REFERENCES customers, c bigint REFERENCES customers, d bigint REFERENCES customers, note text DEFAULT 'x' CHECK (note <> ''));
        CREATE INDEX ON orders (a, note);
        CREATE INDEX ON orders (note, b);
        CREATE INDEX ON orders (c) WHERE c IS NOT NULL;
        CREATE INDEX ON orders (d) WHERE note IS NOT NULL;
        GRANT SELECT ON orders TO reporting;`,
      "migrations/001_shop.down.sql": "DROP TABLE orders; DROP TABLE customers;",
    });
    expect(verdict && verdictLines(verdict)).toEqual([
      "shop/migrations (golang-migrate): 1 migrations, 7 statements, 0 unread, 0 refused by PostgreSQL",
      "  tables 100 % (2/2), columns 100 % (7/7), defaults 100 % (1/1), primary keys 100 % (2/2), indexes 100 % (6/6), foreign keys 100 % (4/4), checks 100 % (1/1), enums none, views none, triggers none, policies none, keys without an index 100 % (2/2), printed DDL 100 % (24/24), printed DDL read again 100 % (2/2)",
      "  made for it: role reporting",
    ]);
    expect(verdict && differs(verdict)).toBe(false);
  });

  it("names what PostgreSQL refuses and what it has that the fold has not, with the next history untouched", async () => {
    const found = await verdicts("dynamic", {
      "migrations/001_parts.up.sql": `
        CREATE TABLE known (id int);
        INSERT INTO nowhere VALUES (1);
        DO $$ BEGIN FOR i IN 1..2 LOOP EXECUTE 'CREATE TABLE part' || i || ' (id int)'; END LOOP; END $$;`,
    });
    const [dynamic] = found;
    expect(dynamic?.applied.refused).toEqual([
      { file: "migrations/001_parts.up.sql", line: 3, message: 'relation "nowhere" does not exist' },
    ]);
    expect(dynamic?.comparisons[0]).toMatchObject({
      kind: "tables",
      wanted: 3,
      hits: 1,
      missing: ["public.part1", "public.part2"],
      extra: [],
    });
    expect(dynamic && differs(dynamic)).toBe(true);
    expect(dynamic && verdictLines(dynamic)).toContain("  missing of tables: public.part1");

    const next = await verdicts("next", { "migrations/001_one.up.sql": "CREATE TABLE known (id int);" });
    expect(next.map(differs)).toEqual([false]);
    expect(total([...found, ...next])[0]).toMatchObject({ kind: "tables", wanted: 4, hits: 2 });
  });

  it("leaves alone what a platform has before the first migration", async () => {
    const [verdict] = await verdicts("hosted", {
      "supabase/migrations/20240101000000_profiles.sql": `
        CREATE TABLE public.profiles (id uuid PRIMARY KEY REFERENCES auth.users, key uuid DEFAULT uuid_generate_v4());
        CREATE POLICY own ON public.profiles TO authenticated USING (auth.uid() = id);`,
    });
    expect(verdict?.applied).toMatchObject({ statements: 2, refused: [] });
    expect(verdict && differs(verdict)).toBe(false);
  });

  it("counts the calls of a builder, which PostgreSQL cannot be given", async () => {
    const folder = path.join(root, "called");
    mkdirSync(path.join(folder, "migrations"), { recursive: true });
    writeFileSync(path.join(folder, "package.json"), '{ "dependencies": { "db-migrate": "0.11.14" } }');
    writeFileSync(
      path.join(folder, "migrations/20240101000000_users.js"),
      "exports.up = (db, callback) => db.createTable('users', columns(), callback);\nexports.down = (db, callback) => db.runSql('select 1', callback);\n",
    );
    const histories = await readHistories(folder);
    const [called] = histories;
    expect(histories).toHaveLength(1);
    expect(called?.builderCalls).toBe(1);
    expect(called?.texts.flatMap(({ statements }) => statements)).toEqual([]);
  });
});

it("counts a line as often as it stands there", () => {
  expect(compareLines("indexes", ["a", "a", "b"], ["a", "c", "c"])).toEqual({
    kind: "indexes",
    wanted: 3,
    hits: 1,
    missing: ["a", "b"],
    extra: ["c", "c"],
  });
});

it("never rounds a miss up to all", () => {
  expect([percent(19_999, 20_000), percent(1, 3), percent(2, 2)]).toEqual(["99.99 %", "33.33 %", "100 %"]);
});
