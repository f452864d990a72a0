import { describe, expect, test } from "vitest";
import { readCode } from "./read-code.ts";

const file = "migrations/1_a.js";

function read(body: string, before = "") {
  const code = `${before}\nexports.up = async (knex) => {\n${body}\n};`;
  return readCode(code, { file, role: "migration" }).embedded.map(({ text, conditional, holes }) => ({
    text: text.trim(),
    ...(conditional && { conditional }),
    ...(holes.length > 0 && { holes: holes.length }),
  }));
}

const drops = (...names: string[]) => names.map((name) => ({ text: `DROP TABLE ${name}` }));

describe("a loop over a list that the source writes out is read turn by turn", () => {
  test.each([
    ["for … of", "for (const t of ['a', 'b']) { await knex.raw(`DROP TABLE ${t}`); }", ""],
    [
      "a constant list",
      "for (const t of tables) await knex.raw(`DROP TABLE ${t}`);",
      "const tables = ['a', 'b'] as const;",
    ],
    ["forEach", "['a', 'b'].forEach((t) => { knex.raw('DROP TABLE ' + t); });", ""],
    ["map", "await Promise.all(['a', 'b'].map(async (t) => knex.raw(`DROP TABLE ${t}`)));", ""],
    [
      "an older function",
      "tables.forEach(function (t) { knex.raw(`DROP TABLE ${t}`); });",
      "const tables = ['a', 'b'];",
    ],
    ["objects", "for (const one of [{ t: 'a' }, { t: 'b' }]) await knex.raw(`DROP TABLE ${one.t}`);", ""],
    ["a pattern of objects", "for (const { n: t } of [{ n: 'a' }, { n: 'b' }]) await knex.raw(`DROP TABLE ${t}`);", ""],
    ["a pattern of lists", "for (const [, t] of [[1, 'a'], [2, 'b']]) await knex.raw(`DROP TABLE ${t}`);", ""],
  ])("%s", (_name, body, before) => {
    expect(read(body, before)).toEqual(drops("a", "b"));
  });

  test("loops in loops", () => {
    expect(
      read("for (const s of ['x', 'y']) for (const t of ['a', 'b']) await knex.raw(`DROP TABLE ${s}.${t}`);"),
    ).toEqual(drops("x.a", "x.b", "y.a", "y.b"));
  });

  test("calls of a builder", () => {
    expect(
      read("for (const t of ['a', 'b']) { await knex.schema.dropTable(t); }\nawait knex.schema.dropTable('c');").map(
        ({ text }) => text,
      ),
    ).toEqual(['drop table "a"', 'drop table "b"', 'drop table "c"']);
  });

  test("a text that is the same in every turn is one", () => {
    expect(read("for (const id of [1, 2]) await knex.raw('DROP TABLE a');")).toEqual(drops("a"));
  });
});

describe("what is not told stays unknown", () => {
  test.each([
    ["a list from elsewhere", "for (const t of await tables()) await knex.raw(`DROP TABLE ${t}`);"],
    [
      "a variable of the same name outside",
      "const t = 'a'; for (const t of list()) await knex.raw(`DROP TABLE ${t}`);",
    ],
    ["a list with a spread", "for (const t of ['a', ...more]) await knex.raw(`DROP TABLE ${t}`);"],
  ])("%s", (_name, body) => {
    expect(read(body)).toEqual([{ text: "DROP TABLE hole_1", conditional: true, holes: 1 }]);
  });

  test("a turn that may end early makes the others uncertain", () => {
    expect(read("for (const t of ['a', 'b']) { if (x) break; await knex.raw(`DROP TABLE ${t}`); }")).toEqual(
      drops("a", "b").map((drop) => ({ ...drop, conditional: true })),
    );
  });
});

describe("SQL on a condition is uncertain", () => {
  const drop = "await knex.raw('DROP TABLE a');";
  test.each([
    ["a branch", `if (await knex.schema.hasTable('a')) { ${drop} }`],
    ["the other branch", `if (x) { f(); } else { ${drop} }`],
    ["a handler", `try { f(); } catch { ${drop} }`],
    ["under a handler that goes on", `try { ${drop} } catch (error) { console.log(error); }`],
    ["a short circuit", "x && (await knex.raw('DROP TABLE a'));"],
    ["rows", "rows.forEach(async () => { await knex.raw('DROP TABLE a'); });"],
  ])("%s", (_name, body) => {
    expect(read(body)).toEqual([{ text: "DROP TABLE a", conditional: true }]);
  });

  test.each([
    ["nothing around it", drop],
    ["a handler that throws on", `try { ${drop} } catch (error) { await rollback(); throw error; }`],
    ["a transaction's end", `try { ${drop} } finally { await release(); }`],
    ["a handler that tells the tool", `try { ${drop} } catch (error) { callback(error); }`],
    ["the branch of PostgreSQL", `if (client === 'pg') { ${drop} }`],
    ["what is not for SQLite", `if (client === 'sqlite3') { f(); } else { ${drop} }`],
  ])("not %s", (_name, body) => {
    expect(read(body)).toEqual(drops("a"));
  });
});
