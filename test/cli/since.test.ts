import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { run } from "../../src/cli/run.ts";
import { commitAll, git, gitRepository } from "../support/git.ts";
import { tempFolder, writeFiles } from "../support/temp-folder.ts";
import { fakeIo } from "./fake-io.ts";

const only = ["--only", "schema/primary-key", "--only", "code/empty-catch", "--only", "openapi/no-breaking-change"];
const caught = (name: string) => `export function ${name}() {\n  try {\n    fetch('/a');\n  } catch {}\n}\n`;
const service = { "package.json": '{ "name": "shop", "dependencies": { "express": "5" } }' };

interface Report {
  readonly findings: readonly { rule: string; primary: { file: string }; change?: string }[];
  readonly change: { introduced: number; unchanged: number; fixed: { rule: string; anchor: string }[]; ref: string };
}

async function since(cwd: string, args: readonly string[]) {
  const io = fakeIo({ cwd });
  const code = await run(["--format", "json", "--fail-on", "info", ...only, ...args], io);
  if (code === 2) return { code, found: [], stderr: io.stderr.text };
  const { findings, change } = JSON.parse(io.stdout.text) as Report;
  const found = findings.map(({ rule, primary, change }) => `${change} ${rule} ${primary.file}`);
  return { code, found, change, stderr: io.stderr.text };
}

/** A branch that keeps one fault in a moved file, mends one, and brings one; `main` went on and mended the one it keeps. */
function branch(): string {
  const root = gitRepository({ ...service, "src/kept.ts": caught("kept"), "src/mended.ts": caught("mended") });
  git(root, "checkout", "--quiet", "-b", "work");
  git(root, "mv", "src/kept.ts", "src/moved.ts");
  writeFiles(root, { "src/mended.ts": "export const mended = 1;\n" });
  commitAll(root);
  git(root, "checkout", "--quiet", "main");
  writeFiles(root, { "src/kept.ts": "export const kept = 1;\n" });
  commitAll(root);
  git(root, "checkout", "--quiet", "work");
  writeFiles(root, { "src/brought.ts": caught("brought") });
  return root;
}

describe("archlint --since", () => {
  it("tells what came and what went since HEAD left a branch, through moves", async () => {
    const root = branch();
    const { code, found, change } = await since(root, ["--since", "main"]);
    expect(found).toEqual(["introduced code/empty-catch src/brought.ts", "unchanged code/empty-catch src/moved.ts"]);
    expect(change).toMatchObject({ kind: "since", ref: "main", introduced: 1, unchanged: 1, newOnly: false });
    expect(change?.fixed).toMatchObject([{ rule: "code/empty-catch", primary: { file: "src/mended.ts" } }]);
    expect(code).toBe(1);
    const text = fakeIo({ cwd: root });
    await run(["--since", "main", ...only], text);
    expect(text.stdout.text).toMatch(/^since `main` \([0-9a-f]{12}\): 1 introduced, 1 fixed, 1 unchanged$/m);
  });

  it("shows and judges only what was introduced with --new-only, on a detached HEAD too", async () => {
    const root = branch();
    git(root, "checkout", "--quiet", "--detach");
    const { found, code } = await since(root, ["--new-only"]);
    expect(found).toEqual(["introduced code/empty-catch src/brought.ts"]);
    expect(code).toBe(1);
    git(root, "clean", "--quiet", "--force");
    expect(await since(root, ["--new-only"])).toMatchObject({
      code: 0,
      found: [],
      change: { introduced: 0, unchanged: 1 },
    });
    const text = fakeIo({ cwd: root });
    await run(["--new-only", ...only], text);
    expect(text.stdout.text).toContain("0 introduced, 1 fixed, 1 unchanged (not shown: --new-only)\n");
  });

  it("keeps to the paths that are asked for", async () => {
    const { found, change } = await since(branch(), ["--since", "main", "src/moved.ts"]);
    expect(found).toEqual(["unchanged code/empty-catch src/moved.ts"]);
    expect(change).toMatchObject({ introduced: 0, fixed: [], unchanged: 1 });
  });

  it("compares the contract with the same commit", async () => {
    const document = (path: string) =>
      `openapi: 3.0.0\ninfo: { title: x, version: "1" }\npaths:\n  ${path}:\n    get: { responses: { "200": { description: x } } }\n`;
    const root = gitRepository({ "api.yaml": document("/a") });
    commitAll(root);
    writeFiles(root, { "api.yaml": document("/b") });
    commitAll(root);
    commitAll(root);
    expect((await since(root, ["--since", "HEAD~1"])).found).toEqual([]);
    expect((await since(root, ["--since", "HEAD~2"])).found).toEqual([
      "introduced openapi/no-breaking-change api.yaml",
    ]);
  });

  it("does not take what an ignore hides now for fixed, nor what the baseline knows for introduced", async () => {
    const root = gitRepository({ ...service, "src/a.ts": caught("a") });
    writeFiles(root, {
      "src/a.ts": caught("a").replace(
        "  } catch",
        "    // archlint-ignore-next-line code/empty-catch -- wanted\n  } catch",
      ),
      "src/b.ts": caught("b"),
    });
    await run(["baseline", ...only], fakeIo({ cwd: root }));
    expect(await since(root, ["--since", "HEAD"])).toMatchObject({
      code: 0,
      found: [],
      change: { introduced: 0, fixed: [], unchanged: 0 },
    });
  });

  it("says what to fetch in a shallow clone, and takes no other commit", async () => {
    const origin = branch();
    commitAll(origin);
    git(origin, "checkout", "--quiet", "main");
    const outer = tempFolder();
    git(outer, "clone", "--quiet", "--depth=1", "--branch=work", "--no-single-branch", `file://${origin}`, "clone");
    const clone = join(outer, "clone");
    expect(await since(clone, ["--since", "origin/main"])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(
        "--since: HEAD has no commit in common with `origin/main` in this clone, which is shallow: fetch its history: fetch-depth: 0",
      ),
    });
    expect((await since(clone, ["--since", "HEAD~1"])).stderr).toContain(
      "git knows no commit `HEAD~1` here; this clone is shallow: fetch its history",
    );
    expect((await since(clone, ["--new-only"])).stderr).toContain("--new-only: HEAD has no commit in common with");
    git(origin, "merge", "--quiet", "--no-ff", "--message", "x", "work");
    git(outer, "clone", "--quiet", "--depth=2", `file://${origin}`, "merged");
    expect(await since(join(outer, "merged"), ["--since", "HEAD^1", "--new-only"])).toMatchObject({
      code: 1,
      found: ["introduced code/empty-catch src/brought.ts"],
    });
    git(clone, "fetch", "--quiet", "--unshallow");
    expect((await since(clone, ["--since", "origin/main"])).code).toBe(1);
  });

  it.each([
    [["--since", "nowhere"], "--since: git knows no commit `nowhere` here; correct its name, or fetch it first"],
    [["--since", "--upload-pack=x"], "--since needs a value"],
    [["--since=--all"], "--since: git knows no commit `--all` here"],
    [["--since", "HEAD", "--base", "HEAD"], "leave out --base"],
  ])("refuses %j", async (args, message) => {
    expect(await since(gitRepository(service), args)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(message),
    });
  });

  it("refuses where there is no repository, no commit, and no default branch", async () => {
    expect((await since(tempFolder(service), ["--new-only"])).stderr).toContain("--new-only: not a git repository");
    const fresh = tempFolder(service);
    git(fresh, "init", "--quiet");
    expect((await since(fresh, ["--since", "HEAD"])).stderr).toContain("--since: git has no commit here yet");
    const trunk = gitRepository(service);
    git(trunk, "branch", "--move", "trunk");
    expect((await since(trunk, ["--new-only"])).stderr).toContain("git knows no default branch here; name the commit");
  });
});
