import { chmodSync, copyFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { run } from "../../src/cli/run.ts";
import { commitAll, git, gitRepository } from "../support/git.ts";
import { tempFolder, writeFiles } from "../support/temp-folder.ts";
import { fakeIo } from "./fake-io.ts";

const bad = "CREATE TABLE users (name text);\n";
const good = "CREATE TABLE users (id bigint PRIMARY KEY);\n";
const only = ["--only", "schema/primary-key", "--only", "schema/foreign-key-index", "--only", "code/empty-catch"];
const caught = "export function load() {\n  try {\n    fetch('/a');\n  } catch {}\n}\n";

async function staged(cwd: string, more: readonly string[] = [], env: Readonly<Record<string, string>> = {}) {
  const io = fakeIo({ cwd, env });
  const code = await run(["--staged", "--format", "json", "--fail-on", "info", ...only, ...more], io);
  if (code === 2) return { code, found: [], change: null, stderr: io.stderr.text };
  const report = JSON.parse(io.stdout.text) as {
    findings: { rule: string; primary: { file: string } }[];
    change: unknown;
  };
  const found = report.findings.map(({ rule, primary }) => `${rule} ${primary.file}`);
  return { code, found, change: report.change, stderr: io.stderr.text };
}

function stage(root: string, files: Readonly<Record<string, string>>): void {
  writeFiles(root, files);
  git(root, "add", "--all");
}

const service = { "package.json": '{ "name": "shop", "dependencies": { "express": "5" } }' };
const migration = (number: number) => `migrations/00${number}_x.up.sql`;

describe("archlint --staged", () => {
  it("reads the index, whatever the work tree holds", async () => {
    const root = gitRepository({});
    stage(root, { [migration(1)]: bad });
    writeFiles(root, { [migration(1)]: good });
    expect(await staged(root)).toMatchObject({ code: 1, found: [`schema/primary-key ${migration(1)}`] });
    stage(root, { [migration(1)]: good });
    writeFiles(root, { [migration(1)]: bad, [migration(2)]: "CREATE TABLE untracked (name text);" });
    expect(await staged(root)).toMatchObject({ code: 0, found: [] });
  });

  it("shows what the staged files have to do with, and counts the rest", async () => {
    const root = gitRepository({ ...service, [migration(1)]: bad, "src/old.ts": caught });
    stage(root, { "src/new.ts": caught.replace("load", "store") });
    expect(await staged(root)).toMatchObject({
      code: 1,
      found: ["code/empty-catch src/new.ts"],
      change: { kind: "staged", files: 1, elsewhere: 2 },
    });
    const io = fakeIo({ cwd: root });
    await run(["--staged", ...only], io);
    expect(io.stdout.text).toContain("what has to do with 1 staged file; 2 findings elsewhere not shown\n");
  });

  it("shows what a deletion causes in a file that is not staged", async () => {
    const child = "CREATE TABLE a (id bigint PRIMARY KEY, b_id bigint REFERENCES a (id));\n";
    const index = { [migration(2)]: "CREATE INDEX i ON a (b_id);\n" };
    const root = gitRepository({ ...service, [migration(1)]: child, ...index, "src/old.ts": caught });
    git(root, "rm", "--quiet", migration(2));
    expect(await staged(root)).toMatchObject({
      found: [`schema/foreign-key-index ${migration(1)}`],
      change: { files: 0, elsewhere: 1 },
    });
  });

  it("takes a renamed file for a change, and a changed mode for none", async () => {
    const root = gitRepository({ ...service, "src/old.ts": caught });
    chmodSync(join(root, "src/old.ts"), 0o755);
    git(root, "add", "--all");
    expect(await staged(root)).toMatchObject({ found: [], change: { files: 0, elsewhere: 1 } });
    git(root, "mv", "src/old.ts", "src/renamed.ts");
    expect(await staged(root)).toMatchObject({ found: ["code/empty-catch src/renamed.ts"], change: { files: 1 } });
  });

  it("shows all before the first commit, and passes where nothing can be checked yet", async () => {
    const root = tempFolder();
    git(root, "init", "--quiet");
    stage(root, { "notes.txt": "x" });
    expect(await staged(root)).toMatchObject({ code: 0, found: [] });
    stage(root, { [migration(1)]: bad });
    expect(await staged(root)).toMatchObject({
      found: [`schema/primary-key ${migration(1)}`],
      change: { elsewhere: 0 },
    });
  });

  it("has nothing to say where nothing is staged, but not to pre-commit run --all-files", async () => {
    const root = gitRepository({ [migration(1)]: bad });
    expect(await staged(root)).toMatchObject({ code: 0, change: { files: 0, elsewhere: 1 } });
    expect(await staged(root, [], { PRE_COMMIT: "1", GIT_INDEX_FILE: ".git/index" })).toMatchObject({ code: 0 });
    expect(await staged(root, [], { PRE_COMMIT: "1" })).toMatchObject({
      code: 1,
      found: [`schema/primary-key ${migration(1)}`],
    });
  });

  it("reads the index that git gives to its hook, and not that of another repository", async () => {
    const root = gitRepository({ [migration(1)]: good });
    const other = gitRepository({});
    stage(other, { [migration(1)]: bad });
    copyFileSync(join(root, ".git/index"), join(root, ".git/next-index-1.lock"));
    stage(root, { [migration(1)]: bad });
    expect((await staged(root)).found).toHaveLength(1);
    expect((await staged(root, [], { GIT_INDEX_FILE: ".git/next-index-1.lock" })).found).toEqual([]);
    expect((await staged(root, [], { GIT_INDEX_FILE: join(other, ".git/index") })).found).toHaveLength(1);
  });

  it("leaves what a merge brings, and shows what neither side has", async () => {
    const root = gitRepository({ ...service, "README.md": "x" });
    git(root, "checkout", "--quiet", "-b", "side");
    writeFiles(root, { "src/side.ts": caught, [migration(2)]: "CREATE TABLE parents (id bigint PRIMARY KEY);" });
    commitAll(root);
    git(root, "checkout", "--quiet", "main");
    writeFiles(root, { "src/ours.ts": caught.replace("load", "ours") });
    commitAll(root);
    git(root, "merge", "--quiet", "--no-commit", "--no-ff", "side");
    expect(await staged(root)).toMatchObject({ code: 0, found: [], change: { files: 0, elsewhere: 2 } });
    stage(root, { [migration(3)]: bad });
    expect((await staged(root)).found).toEqual([`schema/primary-key ${migration(3)}`]);
  });

  it("needs a resolved index", async () => {
    const root = gitRepository({ [migration(1)]: good });
    git(root, "checkout", "--quiet", "-b", "side");
    stage(root, { [migration(1)]: bad });
    git(root, "commit", "--quiet", "--message", "x");
    git(root, "checkout", "--quiet", "main");
    stage(root, { [migration(1)]: "CREATE TABLE other (id bigint PRIMARY KEY);" });
    git(root, "commit", "--quiet", "--message", "x");
    expect(() => git(root, "merge", "--quiet", "side")).toThrow("merge --quiet side");
    expect(await staged(root)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(`archlint: --staged: ${migration(1)} is in conflict`),
    });
  });

  it("says what is missing without git, and in a bare repository", async () => {
    expect((await staged(tempFolder({ [migration(1)]: bad }))).stderr).toContain("--staged: this is no git repository");
    const root = tempFolder();
    git(root, "init", "--quiet", "--bare");
    expect((await staged(root)).stderr).toContain("a bare repository, which has no index: run it in a work tree");
  });

  it("leaves submodules to themselves, and works in a folder of the repository", async () => {
    const inner = gitRepository({ [migration(1)]: bad });
    const root = gitRepository({ ...service, [`service/${migration(1)}`]: bad, [`other/${migration(1)}`]: bad });
    git(root, "submodule", "--quiet", "add", inner, "service/module");
    git(root, "add", "--all");
    expect(await staged(join(root, "service"))).toMatchObject({ code: 0, found: [], change: { files: 0 } });
    stage(root, { [`service/${migration(2)}`]: "CREATE TABLE a (b text);", [`other/${migration(2)}`]: bad });
    expect((await staged(join(root, "service"))).found).toEqual([`schema/primary-key ${migration(2)}`]);
  });

  it("goes by the baseline that is staged, and by what the configuration ignores", async () => {
    const root = gitRepository({});
    stage(root, { [migration(1)]: bad, "legacy/src/a.ts": caught, ...service });
    const io = fakeIo({ cwd: root });
    expect(await run(["baseline", "--only", "schema/primary-key"], io)).toBe(0);
    writeFiles(root, { ".archlintrc.json": '{ "ignore": ["legacy"] }' });
    expect((await staged(root)).found).toHaveLength(1);
    git(root, "add", "--all");
    expect((await staged(root)).found).toEqual([]);
    rmSync(join(root, ".archlint-baseline"));
    expect((await staged(root)).found).toEqual([]);
  });

  it.each([
    [["--since", "main"], "--staged shows what the next commit is about"],
    [["--against", "old.yaml"], "--staged reads the index only"],
    [["--base", "nowhere"], "--base: git knows no commit `nowhere` here"],
  ])("does not go with %j", async (more, message) => {
    const root = gitRepository({ [migration(1)]: bad });
    expect(await staged(root, more)).toMatchObject({ code: 2, stderr: expect.stringContaining(message) });
  });
});
