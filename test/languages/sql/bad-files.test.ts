import { describe, expect, test } from "vitest";
import { lint } from "../../../src/engine/lint.ts";
import { memoryTree } from "../../support/memory-tree.ts";

/** Files as people have them. What is wrong is said, and what stands beside it is read. */
async function run(files: Readonly<Record<string, string | Uint8Array>>) {
  const { result, project, crashes } = await lint({
    tree: memoryTree({ "migrations/0001_a.up.sql": "CREATE TABLE a (id int PRIMARY KEY);\n", ...files }),
    all: true,
    history: true,
  });
  expect(crashes).toEqual([]);
  return {
    tables: project.histories.flatMap(({ schema }) => schema.tables().map((table) => table.path)),
    found: result.findings.map((finding) => `${finding.rule} ${finding.primary.file}:${finding.primary.start.line}`),
    messages: result.findings.map((finding) => finding.message),
  };
}

const second = "migrations/0002_b.up.sql";

test("a statement that PostgreSQL 18 does not know", async () => {
  const { tables, found } = await run({
    [second]: "CREATE TABLE b (id int);\nCREATE GALAXY far;\nCREATE TABLE c (id int);",
  });
  expect(tables).toEqual(["a", "b", "c"]);
  expect(found).toContain(`migration/parses ${second}:2`);
});

test("MySQL in a folder of PostgreSQL's migrations", async () => {
  const { tables, messages } = await run({ [second]: "ALTER TABLE `a` ADD `b` int;\nCREATE TABLE c (id serial);" });
  expect(tables).toEqual(["a", "c"]);
  expect(messages).toContain("PostgreSQL cannot read this statement: a name is quoted as MySQL does");
});

test("a dollar tag that never ends", async () => {
  const { tables, messages } = await run({
    [second]: "CREATE TABLE b (id int);\nDO $body$ BEGIN NULL; END $bdy$;\nSELECT 1;",
  });
  expect(tables).toEqual(["a", "b"]);
  expect(messages.some((message) => message.includes("unterminated dollar-quoted string"))).toBe(true);
});

test("psql's commands, which only psql follows", async () => {
  expect((await run({ [second]: "\\i other.sql\n\\set x 1\nCREATE TABLE b (id int);\n" })).tables).toEqual(["a", "b"]);
});

test("UTF-16, with its mark", async () => {
  const bytes = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from("CREATE TABLE größe (id int);\n", "utf16le")]);
  expect((await run({ [second]: bytes })).tables).toEqual(["a", "größe"]);
});

test("a down without an up, and a gap in the numbers", async () => {
  const { tables } = await run({
    "migrations/0007_c.up.sql": "CREATE TABLE c (id int);",
    "migrations/0005_gone.down.sql": "DROP TABLE gone;",
  });
  expect(tables).toEqual(["a", "c"]);
});

test("two migrations with one version", async () => {
  const { found } = await run({
    "migrations/0002_b.up.sql": "CREATE TABLE b (id int);",
    "migrations/0002_c.up.sql": "CREATE TABLE c (id int);",
  });
  expect(found.filter((one) => one.startsWith("migration/unique-version"))).toHaveLength(1);
});

test("a plan of Sqitch whose changes require one another is read in its order", async () => {
  const { project } = await lint({
    tree: memoryTree({
      "sqitch.plan":
        "%project=x\n\none [two] 2024-01-01T00:00:00Z A <a@b.c>\ntwo [one] 2024-01-02T00:00:00Z A <a@b.c>\n",
      "deploy/one.sql": "CREATE TABLE one (id int);",
      "deploy/two.sql": "CREATE TABLE two (id int);",
    }),
  });
  expect(project.histories.map(({ steps }) => steps.map((step) => step.migration.version))).toEqual([["one", "two"]]);
});

describe("templates that are no SQL before they are filled in", () => {
  test.each([
    ["Go", "{{ if .Big }}\nCREATE TABLE {{ .Name }}_b (id int);\n{{ end }}\nCREATE TABLE c (id int);"],
    ["Flyway", "CREATE TABLE ${prefix}b (id int);\nCREATE TABLE c (id int);"],
    ["psql", "CREATE TABLE :name (id int);\nCREATE TABLE c (id int);"],
  ])("%s", async (_name, text) => {
    const { tables, found } = await run({ [second]: text });
    expect(tables).toContain("c");
    expect(found.filter((one) => one.startsWith("migration/parses"))).toEqual([]);
  });
});

describe("a dump of 50 MB", () => {
  const before = "CREATE TABLE b (id int, name text);\n";
  const after = "CREATE TABLE c (id int);\n";
  test.each([
    ["COPY", `COPY b (id, name) FROM stdin;\n${"1\tit's a name; and more\n".repeat(2_200_000)}\\.\n`],
    ["a statement for each row", "INSERT INTO b (id, name) VALUES (1, 'it''s a name; and more');\n".repeat(820_000)],
  ])("of %s leaves little behind, and what follows is read", async (_name, rows) => {
    const { project, crashes } = await lint({ tree: memoryTree({ "migrations/0001_b.sql": before + rows + after }) });
    expect(crashes).toEqual([]);
    expect(project.histories[0]?.schema.tables().map((table) => table.path)).toEqual(["b", "c"]);
    expect(project.histories[0]?.steps[0]?.statements.length).toBeLessThanOrEqual(3);
  });
});
