import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { appendJobSummary, blobUrl, repositoryPrefix } from "../../src/cli/github-environment.ts";
import { finding, result } from "../reporters/sample.ts";
import { fakeIo } from "./fake-io.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "archlint-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const run = result([finding({ file: "a.sql", start: { line: 1, column: 1 }, end: { line: 1, column: 2 }, label: "" })]);

describe("what GitHub says of itself", () => {
  it("gives the project's folder in the repository", () => {
    mkdirSync(path.join(folder, "services/api"), { recursive: true });
    const env = { GITHUB_WORKSPACE: folder };
    expect(repositoryPrefix(env, path.join(folder, "services/api"))).toBe("services/api");
    expect(repositoryPrefix({ CI_PROJECT_DIR: folder }, path.join(folder, "services/api"))).toBe("services/api");
    expect(repositoryPrefix(env, folder)).toBe("");
    expect(repositoryPrefix(env, tmpdir())).toBe("");
    expect(repositoryPrefix({}, folder)).toBe("");
    expect(repositoryPrefix({ GITHUB_WORKSPACE: path.join(folder, "gone") }, folder)).toBe("");
  });

  it("gives links only when it says all of them", () => {
    const env = { GITHUB_SERVER_URL: "https://github.com", GITHUB_REPOSITORY: "owner/name", GITHUB_SHA: "abc" };
    expect(blobUrl(env)).toBe("https://github.com/owner/name/blob/abc");
    expect(blobUrl({ ...env, GITHUB_SHA: "" })).toBeNull();
  });
});

describe("the job summary's file", () => {
  it("is appended to", async () => {
    const file = path.join(folder, "summary.md");
    writeFileSync(file, "before\n");
    const io = fakeIo({ env: { GITHUB_STEP_SUMMARY: file } });
    await appendJobSummary(run, "", io);
    expect(readFileSync(file, "utf8")).toMatch(/^before\n## archlint\n[^]*\| a\.sql/);
    expect(io.stderr.text).toBe("");
  });

  it("takes no more than what the step has left", async () => {
    const file = path.join(folder, "summary.md");
    writeFileSync(file, "x".repeat(1024 * 1024 - 10));
    const io = fakeIo({ env: { GITHUB_STEP_SUMMARY: file } });
    await appendJobSummary(run, "", io);
    expect(readFileSync(file, "utf8")).toHaveLength(1024 * 1024 - 10);
    expect(io.stderr.text).toBe(
      "archlint: warning: no room is left in the job summary, so it holds nothing of this run\n",
    );
  });

  it("costs a warning when it cannot be written", async () => {
    const io = fakeIo({ env: { GITHUB_STEP_SUMMARY: folder } });
    await appendJobSummary(run, "", io);
    expect(io.stderr.text).toContain("archlint: warning: the job summary could not be written: EISDIR");
  });
});
