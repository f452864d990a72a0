import { describe, expect, it } from "vitest";
import { outerOffset, type EmbeddedText } from "../../../../src/facts/embedded.ts";
import { readCode } from "../read-code.ts";

const texts = (code: string, options: Parameters<typeof readCode>[1] = {}): readonly EmbeddedText[] =>
  readCode(code, options).embedded;
const sql = (code: string): readonly string[] => texts(code).map(({ text }) => text);
const migration = (code: string): readonly EmbeddedText[] =>
  texts(code, { file: "migrations/1.ts", role: "migration" });

describe("embedded SQL", () => {
  it.each([
    ["db.query('SELECT 1')", "SELECT 1"],
    ["await client.query(`select * from users`)", "select * from users"],
    ["knex.raw('vacuum users')", "vacuum users"],
    ["pool.query({ text: 'SELECT id FROM users', values: [] })", "SELECT id FROM users"],
    ["prisma.$queryRaw`SELECT id FROM users`", "SELECT id FROM users"],
    ["Prisma.sql`SELECT id FROM users`", "SELECT id FROM users"],
    ["prisma.$executeRawUnsafe('DELETE FROM users')", "DELETE FROM users"],
    ["sql.type(row)`SELECT id FROM users`", "SELECT id FROM users"],
    ["tx`UPDATE users SET a = 1`", "UPDATE users SET a = 1"],
    ["t.oneOrNone('SELECT id FROM users WHERE a = $1', [1])", "SELECT id FROM users WHERE a = $1"],
    ["qx.select(`SELECT id\n FROM users`)", "SELECT id\n FROM users"],
    ["db.query('SELECT id ' + 'FROM ' + 'users')", "SELECT id FROM users"],
    ["db.query(['SELECT id', 'FROM users'].join(' '))", "SELECT id FROM users"],
    ["db.query(String.raw`SELECT '\\d' FROM users`)", "SELECT '\\d' FROM users"],
    ["db.query((`SELECT id FROM users` as const).trim())", "SELECT id FROM users"],
    ["db.query('BEGIN')", "BEGIN"],
    ["const Q = 'SELECT id FROM users'; db.query(Q); db.query(Q);", "SELECT id FROM users"],
    ["export const Q = `WITH a AS (SELECT 1) SELECT * FROM a`;", "WITH a AS (SELECT 1) SELECT * FROM a"],
    ["function f() { const q = 'SELECT id FROM a'; return db.query(q); }", "SELECT id FROM a"],
    [
      "enum T { users = 'users' } const N = { id: 'uid' } as const; db.query(`SELECT ${N.id} FROM ${T.users}`)",
      "SELECT uid FROM users",
    ],
    [
      "class R { static readonly table = 'users'; all() { return db.query(`SELECT 1 FROM ${R.table}`); } }",
      "SELECT 1 FROM users",
    ],
    ["db.query(sql`SELECT id FROM users WHERE ${sql`a = 1`}`)", "SELECT id FROM users WHERE a = 1"],
  ])("finds %s", (code, expected) => {
    expect(sql(code)).toEqual([expected]);
  });

  it.each([
    "console.log('SELECT id FROM users')",
    "throw new Error('DELETE FROM users failed')",
    "new Failure(`SELECT id FROM users failed`)",
    "t('select a file from the list')",
    "button.update('update the cart set by the user')",
    "gql`query { users }`",
    "graphql.query('query { users { id } }')",
    "css`select { color: red }`",
    "const label = 'Select a date from the calendar';",
    "f('with love')",
    "sql`AND a = ${b}`",
    "array.any('delete me')",
    "db.query(buildQuery())",
    "function f(q) { const Q = 'x'; return db.query(q); }",
  ])("leaves %s", (code) => {
    expect(sql(code)).toEqual([]);
  });

  it.each([
    ["SELECT * FROM t WHERE id = ${id}", "SELECT * FROM t WHERE id = $1", "value"],
    ["SELECT * FROM t WHERE id = $2 AND x > ${id}", "SELECT * FROM t WHERE id = $2 AND x > $3", "value"],
    ["SELECT * FROM t WHERE id IN ${ids}", "SELECT * FROM t WHERE id IN ($1)", "value"],
    ["SELECT * FROM t WHERE id IN (${ids})", "SELECT * FROM t WHERE id IN ($1)", "value"],
    ["SELECT * FROM t WHERE name LIKE '${name}%'", "SELECT * FROM t WHERE name LIKE 'hole_1%'", "value"],
    ["SELECT * FROM t LIMIT ${n}", "SELECT * FROM t LIMIT $1", "value"],
    ["INSERT INTO t (a, b) VALUES (${a}, 1)", "INSERT INTO t (a, b) VALUES ($1, 1)", "value"],
    ["INSERT INTO t (${columns}) VALUES (1)", "INSERT INTO t (hole_1) VALUES (1)", "identifier"],
    ["INSERT INTO t (a) VALUES ${rows}", "INSERT INTO t (a) VALUES ($1)", "fragment"],
    ["SELECT * FROM ${table}", "SELECT * FROM hole_1", "identifier"],
    ["SELECT * FROM ${schema}.users", "SELECT * FROM hole_1.users", "identifier"],
    ['SELECT * FROM "${table}"', 'SELECT * FROM "hole_1"', "identifier"],
    ["SELECT * FROM users_${year}", "SELECT * FROM users_hole_1", "identifier"],
    ["SELECT ${columns} FROM t", "SELECT $1 FROM t", "fragment"],
    ["SELECT * FROM t WHERE ${condition}", "SELECT * FROM t WHERE $1", "fragment"],
    ["SELECT * FROM t WHERE a = 1 ${rest}", "SELECT * FROM t WHERE a = 1 /*hole_1*/", "fragment"],
    ["SELECT * FROM t ORDER BY ${key}", "SELECT * FROM t ORDER BY $1", "fragment"],
    ["UPDATE t SET ${changes} WHERE a = 1", "UPDATE t SET hole_1 = $1 WHERE a = 1", "fragment"],
    ["UPDATE t SET a = 1, ${changes} WHERE a = 1", "UPDATE t SET a = 1, hole_1 = $1 WHERE a = 1", "fragment"],
    ["SELECT 1 WHERE EXISTS ${query}", "SELECT 1 WHERE EXISTS (SELECT $1)", "fragment"],
    ["SELECT now() - INTERVAL ${span}", "SELECT now() - INTERVAL 'hole_1'", "value"],
    ["SELECT a::${type} FROM t", "SELECT a::hole_1 FROM t", "identifier"],
    ["CREATE INDEX ${name} ON t (a)", "CREATE INDEX hole_1 ON t (a)", "identifier"],
    ["CREATE INDEX i ON ${table} (${column})", "CREATE INDEX i ON hole_1 (hole_2)", "identifier"],
    ["SELECT 1 -- ${note}\nFROM t", "SELECT 1 -- hole_1\nFROM t", "fragment"],
  ])("reads the hole of %s by its position", (template, expected, role) => {
    const [found] = texts(`db.query(\`${template}\`)`);
    expect(found?.text).toBe(expected);
    expect(found?.holes[0]).toMatchObject({ role });
    for (const hole of found?.holes ?? []) {
      expect(hole.length).toBeGreaterThan(0);
      expect(template).toContain(`\${${hole.expression}}`);
    }
  });

  it("places a hole at its expression and what follows where it is written", () => {
    const code = "db.query(`SELECT ${a} FROM t`)";
    const [found] = texts(code);
    const hole = found?.holes[0];
    expect(code.slice(outerOffset(found?.map ?? [], hole?.inner ?? -1))).toMatch(/^a\}/);
    expect(code.slice(outerOffset(found?.map ?? [], found?.text.indexOf("FROM") ?? -1))).toMatch(/^FROM t/);
  });

  it("says that a text changed after its declaration is not all known", () => {
    const [found] = texts("let q = 'SELECT id FROM t'; if (a) q += ' WHERE b'; db.query(q);");
    expect(found?.text).toBe("SELECT id FROM t /*hole_1*/");
    expect(found?.holes).toMatchObject([{ expression: "q", role: "fragment" }]);
  });

  it("names the function it stands in", () => {
    expect(texts("class Users { find() { return db.query('SELECT 1'); } }")[0]).toMatchObject({
      owner: "Users.find",
      role: "query",
      file: "src/a.ts",
    });
    expect(texts("db.query('SELECT 1')")[0]).not.toHaveProperty("owner");
  });
});

describe("migrations in code", () => {
  it.each([
    [
      "TypeORM",
      "class A implements MigrationInterface { async up(q) { await q.query('CREATE TABLE a (id int)'); } async down(q) { await q.query('DROP TABLE a'); } }",
    ],
    [
      "MikroORM",
      "export class A extends Migration { async up() { this.addSql('CREATE TABLE a (id int)'); } override async down() { this.addSql(`DROP TABLE a`); } }",
    ],
    [
      "Knex",
      "exports.up = (knex) => knex.raw('CREATE TABLE a (id int)'); exports.down = function (knex) { return knex.raw('DROP TABLE a'); };",
    ],
    [
      "Knex with ES modules",
      "export async function up(knex) { await knex.raw('CREATE TABLE a (id int)'); } export const down = async (knex) => knex.raw('DROP TABLE a');",
    ],
    [
      "Sequelize",
      "module.exports = { async up(queryInterface) { await queryInterface.sequelize.query('CREATE TABLE a (id int)'); }, down: (q) => q.sequelize.query('DROP TABLE a') };",
    ],
    [
      "db-migrate",
      "exports.up = function (db, cb) { db.runSql('CREATE TABLE a (id int)', cb); }; exports.down = function (db, cb) { db.runSql('DROP TABLE a', cb); };",
    ],
    [
      "node-pg-migrate",
      "exports.up = (pgm) => { pgm.sql('CREATE TABLE a (id int)'); }; exports.down = (pgm) => { pgm.sql('DROP TABLE a'); };",
    ],
  ])("tells up from down in %s", (_, code) => {
    expect(migration(code).map(({ section, text, role }) => [role, section, text])).toEqual([
      ["migration", "up", "CREATE TABLE a (id int)"],
      ["migration", "down", "DROP TABLE a"],
    ]);
  });

  it("finds statements kept in lists and constants", () => {
    const found = migration(
      "const A = 'CREATE TABLE a (id int)'; exports.up = async (db) => { for (const s of ['ALTER TABLE a ADD b int', `DROP INDEX i`]) await db.raw(s); await db.raw(A); };",
    );
    expect(found.filter(({ section }) => section === "up").map(({ text }) => text)).toEqual(
      expect.arrayContaining(["ALTER TABLE a ADD b int", "DROP INDEX i"]),
    );
    expect(found.map(({ text }) => text)).toContain("CREATE TABLE a (id int)");
  });

  it("says that SQL it cannot know is run", () => {
    const code = "export class A { async up(q) { await q.query(readFileSync(file)); } }";
    const [found] = migration(code);
    expect(found).toMatchObject({
      section: "up",
      text: "/*hole_1*/",
      holes: [{ expression: "readFileSync(file)", role: "fragment" }],
    });
    expect(code.slice(outerOffset(found?.map ?? [], 0))).toMatch(/^readFileSync/);
  });

  it("says for which database a text is, where the code branches by it", () => {
    const found = migration(`export class A { async up(q) { switch (type) {
      case "postgres": await q.query('CREATE TABLE a (id int)'); break;
      case DbType.MARIADB: case DbType.MYSQL: await q.query('CREATE TABLE b (id int)'); break;
      default: await q.query('CREATE TABLE c (id int)');
    } if (config.client === DbType.BETTER_SQLITE3) { await q.query('CREATE TABLE d (id int)'); } else { await q.query('CREATE TABLE e (id int)'); } } }`);
    expect(found.map(({ dialect }) => dialect)).toEqual(["postgresql", "mysql", undefined, "sqlite", undefined]);
  });
});
