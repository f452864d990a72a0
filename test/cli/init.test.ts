import { cpSync, existsSync, mkdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { run } from "../../src/cli/run.ts";
import { git } from "../support/git.ts";
import { tempFolder, writeFiles } from "../support/temp-folder.ts";
import { fakeIo } from "./fake-io.ts";

const golden = (name: string): string => path.join(import.meta.dirname, "golden", name);

function project(files: Readonly<Record<string, string>> = {}): string {
  const cwd = tempFolder();
  cpSync(path.join(import.meta.dirname, "project"), cwd, { recursive: true });
  writeFiles(cwd, files);
  return cwd;
}

async function init(cwd: string, args: readonly string[], answers?: readonly string[]) {
  const left = [...(answers ?? [])];
  const questions: string[] = [];
  const ask = async (question: string) => {
    questions.push(question);
    return left.shift() ?? "no";
  };
  const io = { ...fakeIo({ cwd }), ...(answers && { ask }) };
  const code = await run(["init", ...args], io);
  return { code, stdout: io.stdout.text, stderr: io.stderr.text, questions };
}
const text = (cwd: string, file: string) => readFileSync(path.join(cwd, file), "utf8");
const has = (cwd: string, file: string) => existsSync(path.join(cwd, file));

describe("archlint init", () => {
  it("says what it found, writes a configuration and a baseline, and the next run is clean", async () => {
    const cwd = project();
    const { code, stdout } = await init(cwd, ["--yes"]);
    await expect(stdout).toMatchFileSnapshot(golden("init.txt"));
    expect(code).toBe(0);
    const io = fakeIo({ cwd });
    expect(await run(["--fail-on", "info"], io)).toBe(0);
    expect(io.stdout.text).toContain("in the baseline");
    const printed = fakeIo({ cwd });
    await run(["--print-config"], printed);
    expect(JSON.parse(printed.stdout.text)).toMatchObject({
      file: ".archlintrc.yaml",
      preset: "recommended",
      warnings: [],
    });
  });

  it("writes nothing and does not wait where nobody can be asked", async () => {
    const cwd = project();
    const { code, stdout, stderr } = await init(cwd, []);
    expect(code).toBe(2);
    expect(stdout).toContain("API contracts\n");
    expect(stderr).toContain("nothing was written, for nobody can be asked here; --yes writes without asking");
    expect([has(cwd, ".archlintrc.yaml"), has(cwd, ".archlint-baseline")]).toEqual([false, false]);
  });

  it.each<[readonly string[], readonly [boolean, boolean]]>([
    [
      ["", ""],
      [true, true],
    ],
    [
      ["y", "n"],
      [true, false],
    ],
    [
      ["No", "YES"],
      [false, true],
    ],
    [
      ["what?", "no"],
      [false, false],
    ],
  ])("asked, and answered %j, writes %j", async (answers, written) => {
    const cwd = project();
    const { code, questions } = await init(cwd, [], answers);
    expect(code).toBe(0);
    expect(questions.map((question) => question.replace(/\d+/, "N"))).toEqual([
      "Write .archlintrc.yaml? [Y/n] ",
      "Write N finding of today into .archlint-baseline, so that only new ones are shown? [Y/n] ",
    ]);
    expect([has(cwd, ".archlintrc.yaml"), has(cwd, ".archlint-baseline")]).toEqual(written);
  });

  it("overwrites nothing, but its own file with --force; a baseline stays even then", async () => {
    const cwd = project({ ".archlintrc.yaml": "preset: strict\n", ".archlint-baseline": '{"archlint-baseline":1}\n' });
    expect(await init(cwd, ["--yes"])).toMatchObject({
      code: 2,
      stdout: "",
      stderr: expect.stringContaining(".archlintrc.yaml configures archlint already; nothing was written"),
    });
    expect((await init(cwd, ["--yes", "--force"])).stdout).toContain(".archlint-baseline is there already and stays");
    expect(text(cwd, ".archlintrc.yaml")).toContain("preset: recommended");
    expect(text(cwd, ".archlint-baseline")).toBe('{"archlint-baseline":1}\n');
    const other = project({ "archlint.config.mjs": "export default {}\n" });
    expect((await init(other, ["--yes", "--force"])).code).toBe(2);
    expect(has(other, ".archlintrc.yaml")).toBe(false);
  });

  it("takes a package.json that depends on archlint for no configuration", async () => {
    const cwd = project({ "package.json": '{ "devDependencies": { "archlint": "1" } }' });
    expect((await init(cwd, ["--yes"])).code).toBe(0);
    expect(has(cwd, ".archlintrc.yaml")).toBe(true);
    const other = project({ "package.json": '{ "archlint": { "preset": "strict" } }' });
    expect((await init(other, ["--yes"])).stderr).toContain("package.json configures archlint already");
  });

  it("writes no baseline with --no-baseline, and nothing where there is nothing to check", async () => {
    const cwd = project();
    expect((await init(cwd, ["--yes", "--no-baseline"])).code).toBe(0);
    expect([has(cwd, ".archlintrc.yaml"), has(cwd, ".archlint-baseline")]).toEqual([true, false]);
    const empty = tempFolder({ "notes.txt": "x" });
    expect(await init(empty, ["--yes"])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("nothing to configure"),
    });
    expect(has(empty, ".archlintrc.yaml")).toBe(false);
  });

  it("says what other linters' settings mean here, and carries severities over", async () => {
    const cwd = project({
      ".spectral.yaml": "extends: [spectral:oas]\nrules: {typed-enum: warn, info-contact: error}\n",
      "redocly.yaml": "extends: []\nrules: {paths-kebab-case: error, no-identical-paths: off, mine/x: error}\n",
    });
    const { stdout } = await init(cwd, ["--yes", "--no-baseline"]);
    await expect(stdout).toMatchFileSnapshot(golden("init-peers.txt"));
    expect(text(cwd, ".archlintrc.yaml")).toContain(
      "rules:\n  # as Spectral's typed-enum\n  openapi/enum-fits-type: warning\n",
    );
    const io = fakeIo({ cwd });
    expect(await run(["--print-config"], io)).toBe(0);
    expect(JSON.parse(io.stdout.text).rules["openapi/no-ambiguous-paths"].severity).toBe("off");
  });
});

describe("archlint init --hook", () => {
  const repository = (files: Readonly<Record<string, string>> = {}): string => {
    const cwd = project(files);
    git(cwd, "init", "--quiet");
    return cwd;
  };

  it("writes a hook that git runs, and leaves it the next time", async () => {
    const cwd = repository();
    expect((await init(cwd, ["--yes", "--hook"])).stdout).toContain("Wrote .git/hooks/pre-commit\n");
    expect(text(cwd, ".git/hooks/pre-commit")).toMatch(/^#!\/bin\/sh\n[^]*npx --no-install archlint --staged\n$/);
    expect(statSync(path.join(cwd, ".git/hooks/pre-commit")).mode & 0o100).toBe(0o100);
    const again = await init(cwd, ["--hook"]);
    expect(again).toMatchObject({
      code: 0,
      stdout: expect.stringContaining(".git/hooks/pre-commit runs archlint already"),
    });
  });

  it("goes where core.hooksPath leads inside the repository, and nowhere outside", async () => {
    const cwd = repository();
    git(cwd, "config", "core.hooksPath", ".githooks");
    expect((await init(cwd, ["--yes", "--hook"])).stdout).toContain("Wrote .githooks/pre-commit\n");
    git(cwd, "config", "core.hooksPath", "../shared");
    mkdirSync(path.join(cwd, "../shared"));
    expect((await init(cwd, ["--hook"])).stdout).toContain("core.hooksPath leads out of this repository");
    expect(has(cwd, "../shared/pre-commit")).toBe(false);
  });

  it("changes no hook of anybody else's", async () => {
    const cwd = repository({ ".git/hooks/pre-commit": "#!/bin/sh\nmake\n" });
    expect((await init(cwd, ["--yes", "--hook"])).stdout).toContain(
      ".git/hooks/pre-commit is there already: add to it the line npx --no-install archlint --staged\n",
    );
    expect(text(cwd, ".git/hooks/pre-commit")).toBe("#!/bin/sh\nmake\n");
    const managed = repository({ "lefthook.yml": "pre-commit: {}\n" });
    expect((await init(managed, ["--yes", "--hook"])).stdout).toContain("Hooks are kept by lefthook.yml");
    expect(has(managed, ".git/hooks/pre-commit")).toBe(false);
  });

  it("checks the folder of the project in a larger repository, and needs a repository", async () => {
    const top = tempFolder();
    git(top, "init", "--quiet");
    const cwd = path.join(top, "services/a b");
    cpSync(path.join(import.meta.dirname, "project"), cwd, { recursive: true });
    await init(cwd, ["--yes", "--hook"]);
    expect(text(top, ".git/hooks/pre-commit")).toContain("npx --no-install archlint --staged --cwd 'services/a b'\n");
    const bare = project();
    expect(await init(bare, ["--yes", "--hook"])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("--hook needs a git work tree"),
    });
  });
});
