import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { lint } from "../../src/engine/lint.ts";
import { commitAll, git, gitRepository } from "../support/git.ts";
import { tempFolder, writeFiles } from "../support/temp-folder.ts";

const only = ["openapi/no-breaking-change"];
const api = (...paths: string[]) =>
  `openapi: 3.0.3\ninfo: { title: t, version: "1" }\npaths:\n${paths.map((path) => `  ${path}: { get: { responses: { "204": { description: d } } } }\n`).join("")}`;

async function messages(options: Parameters<typeof lint>[0]): Promise<readonly string[]> {
  return (await lint({ only, ...options })).result.findings.map(({ message }) => message);
}

describe("the contract at the base", () => {
  it("is the last commit on the default branch, the work tree unstaged", async () => {
    const cwd = gitRepository({ "api.yaml": api("/a", "/b") });
    expect(await messages({ cwd })).toEqual([]);
    writeFiles(cwd, { "api.yaml": api("/a") });
    expect(await messages({ cwd })).toEqual(["path `/b` is gone, with 1 operation"]);
  });

  it("is where the branch began, or any commit that is named", async () => {
    const cwd = gitRepository({ "api.yaml": api("/a", "/b", "/c") });
    git(cwd, "tag", "first");
    writeFiles(cwd, { "api.yaml": api("/a", "/b") });
    commitAll(cwd);
    git(cwd, "checkout", "--quiet", "-b", "work");
    writeFiles(cwd, { "api.yaml": api("/a") });
    commitAll(cwd);
    expect(await messages({ cwd })).toEqual(["path `/b` is gone, with 1 operation"]);
    expect(await messages({ cwd, base: "first" })).toEqual([
      "path `/b` is gone, with 1 operation",
      "path `/c` is gone, with 1 operation",
    ]);
    await expect(lint({ cwd, only, base: "nowhere" })).rejects.toThrow("--base: git knows no commit `nowhere`");
  });

  it("counts a change in a file the document refers to", async () => {
    const root = `openapi: 3.0.3\ninfo: { title: t, version: "1" }\npaths:\n  /a: { $ref: a.yaml }\n`;
    const cwd = gitRepository({ "api.yaml": root, "a.yaml": 'get: { responses: { "200": { description: d } } }\n' });
    writeFiles(cwd, { "a.yaml": 'get: { responses: { "201": { description: d } } }\n' });
    expect(await messages({ cwd })).toEqual(["status `200` is gone from what `GET /a` answers"]);
  });

  it("is an older file, inside the project or elsewhere", async () => {
    const elsewhere = tempFolder({ "old.yaml": api("/a", "/b") });
    const cwd = tempFolder({ "api.yaml": api("/a") });
    const gone = ["path `/b` is gone, with 1 operation"];
    expect(await messages({ cwd, against: join(elsewhere, "old.yaml") })).toEqual(gone);
    writeFiles(cwd, { "old/api.yaml": api("/a", "/b") });
    expect(await messages({ cwd, against: "old/api.yaml" })).toEqual(gone);
    await expect(lint({ cwd, only, against: "gone.yaml" })).rejects.toThrow("there is no file gone.yaml");
    writeFiles(cwd, { "second.yaml": api("/c") });
    await expect(lint({ cwd, only, against: "old/api.yaml" })).rejects.toThrow("there are api.yaml, second.yaml here");
    expect(await messages({ cwd, against: "old/api.yaml", paths: ["api.yaml"] })).toEqual(gone);
  });

  it("is said to be missing where there was one, never passed over", async () => {
    const cwd = gitRepository({ "api.yaml": api("/a") });
    git(cwd, "branch", "--quiet", "--move", "work");
    const run = await lint({ cwd, only });
    expect(run.result.unread).toEqual([
      {
        file: "api.yaml",
        line: 1,
        reason:
          "not compared with an earlier version: git knows no default branch here; name the commit to compare with (--base)",
      },
    ]);
  });

  it("is not missed where nothing was ever committed", async () => {
    const run = await lint({ cwd: tempFolder({ "api.yaml": api("/a") }), only });
    expect(run.result.unread).toEqual([]);
  });

  it("is not asked for by other rules", async () => {
    const run = await lint({ cwd: tempFolder({ "api.yaml": api("/a") }), only: ["openapi/valid-document"] });
    expect(run.result.unread).toEqual([]);
  });
});
