import { symlinkSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { lint, type LintRun } from "../src/engine/lint.ts";
import { renderText } from "../src/reporters/text.ts";
import { tempFolder } from "./support/temp-folder.ts";

/** Bad input is normal input: one bad file costs nothing but itself, whatever it is. */
const contract = "openapi: 3.1.0\ninfo: { title: Shop, version: 1.0.0 }\npaths: {}\n";
const migration = "CREATE TABLE books (id bigint PRIMARY KEY);\n";

function project(files: Readonly<Record<string, string | Uint8Array>>): string {
  return tempFolder({
    "openapi.yaml": contract,
    "migrations/001_books.sql": migration,
    "src/index.ts": "export const one = 1;\n",
    ...files,
  });
}

async function run(root: string): Promise<LintRun> {
  const done = await lint({ cwd: root, all: true, history: true });
  expect(done.crashes).toEqual([]);
  // Every reporter's frames must survive the file too.
  expect(renderText(done.result, done.context, { width: 100 })).not.toBe("");
  return done;
}

/** What the run still knows of the sound files beside the bad one. */
function sound(done: LintRun) {
  return {
    documents: done.project.api.documents.map((document) => document.file).includes("openapi.yaml"),
    tables: done.project.histories
      .flatMap((history) => history.schema.tables().map((table) => table.path))
      .includes("books"),
    modules: done.project.code.modules.map((module) => module.file).includes("src/index.ts"),
  };
}

const everything = { documents: true, tables: true, modules: true };
const rulesOf = (done: LintRun) => done.result.findings.map((finding) => `${finding.rule} ${finding.primary.file}`);

describe("one bad file is told and costs nothing else", () => {
  it.each([
    ["broken YAML", "api.yaml", "openapi: 3.0.3\npaths:\n  /a: [\n  - b: {\n", "openapi/valid-document api.yaml"],
    ["broken JSON", "api.json", '{ "openapi": "3.0.3", "paths": { "/a": ', "openapi/valid-document api.json"],
    [
      "a $ref to a file outside the project",
      "api.yaml",
      `${contract}components: { schemas: { A: { $ref: /etc/passwd } } }\n`,
      "openapi/no-unresolved-ref api.yaml",
    ],
    [
      "a $ref to the network",
      "api.yaml",
      `${contract}components: { schemas: { A: { $ref: "http://127.0.0.1:9/a.yaml" } } }\n`,
      "openapi/no-unresolved-ref api.yaml",
    ],
    [
      "a SQL file cut in half",
      "migrations/002_cut.sql",
      "ALTER TABLE books ADD COLUMN title text;\nCREATE TABLE authors (id big",
      "migration/parses migrations/002_cut.sql",
    ],
  ])("%s is a finding", async (_, file, content, finding) => {
    const done = await run(project({ [file]: content }));
    expect(rulesOf(done)).toContain(finding);
    expect(sound(done)).toEqual(everything);
  });

  it("TypeScript that does not parse is named as unread, and what was read of it is used", async () => {
    const done = await run(project({ "src/broken.ts": 'import "./index.ts";\nexport function f( {\n' }));
    expect(done.result.unread.map((unread) => unread.file)).toEqual(["src/broken.ts"]);
    expect(done.project.code.module("src/broken.ts")?.imports[0]?.target).toBe("src/index.ts");
    expect(sound(done)).toEqual(everything);
  });

  it.each([
    ["an empty file", "empty.yaml", ""],
    ["a byte order mark", "migrations/002_bom.sql", `\uFEFF${migration.replace("books", "authors")}`],
    ["CRLF", "crlf.yaml", contract.replaceAll("\n", "\r\n")],
    [
      "Latin-1",
      "migrations/002_latin.sql",
      Buffer.from("-- caf\u00e9\nALTER TABLE books ADD COLUMN \u00e9t\u00e9 text;\n", "latin1"),
    ],
    [
      "a $ref loop",
      "loop.yaml",
      `${contract}components: { schemas: { A: { $ref: "#/components/schemas/B" }, B: { $ref: "#/components/schemas/A" } } }\n`,
    ],
    [
      "a 20 MB line of JSON",
      "big.json",
      `{"openapi":"3.1.0","info":{"title":"Big","version":"1"},"paths":{},"x-data":"${"x".repeat(20_000_000)}"}`,
    ],
    [
      "psql commands and COPY data",
      "migrations/002_psql.sql",
      "\\set ON_ERROR_STOP on\nCOPY books FROM stdin;\n1\n2\n\\.\nALTER TABLE books ADD COLUMN title text;\n",
    ],
    [
      "spaces and unicode in the path",
      "migrations/003 größe \u{1F4DA}.sql",
      "ALTER TABLE books ADD COLUMN pages int;\n",
    ],
    ["binary data under a source's name", "src/data.ts", Buffer.from([0, 1, 2, 255, 0])],
  ])("%s is read or named, quietly", async (_, file, content) => {
    expect(sound(await run(project({ [file]: content })))).toEqual(everything);
  });

  it("Latin-1 bytes are read as the letters they mean", async () => {
    const bytes = Buffer.from("ALTER TABLE books ADD COLUMN \u00e9t\u00e9 text;\n", "latin1");
    const done = await run(project({ "migrations/002_latin.sql": bytes }));
    expect(done.project.histories[0]?.schema.table("books")?.columns.map((column) => column.name)).toEqual([
      "id",
      "\u00e9t\u00e9",
    ]);
  });

  it("links in a loop, links to nothing and links out of the project are harmless", async () => {
    const root = project({});
    symlinkSync("b.yaml", path.join(root, "a.yaml"));
    symlinkSync("a.yaml", path.join(root, "b.yaml"));
    symlinkSync(".", path.join(root, "self"));
    symlinkSync("/etc/passwd", path.join(root, "src/passwd.ts"));
    symlinkSync("gone.sql", path.join(root, "migrations/002_gone.sql"));
    const done = await run(root);
    expect(sound(done)).toEqual(everything);
    expect(done.result.unread.map((unread) => unread.file)).toContain("src/passwd.ts");
  });
});
