import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { findBase } from "../../src/workspace/base.ts";
import { openGitTree } from "../../src/workspace/git-tree.ts";
import { commitAll, git, gitRepository } from "../support/git.ts";
import { tempFolder, writeFiles } from "../support/temp-folder.ts";

describe("the files of a commit", () => {
  it("are read as they were, whatever the work tree holds now", () => {
    const root = gitRepository({ "api/a.yaml": "old", "api/ü b.yaml": "umlaut", "c.sql": "select" });
    writeFiles(root, { "api/a.yaml": "new", "d.yaml": "" });
    const tree = openGitTree(root, "HEAD");
    expect(tree.files).toEqual(["api/a.yaml", "api/ü b.yaml", "c.sql"]);
    expect(tree.read("api/a.yaml").text).toBe("old");
    expect(tree.head("api/ü b.yaml", 3)).toBe("uml");
    expect(() => tree.read("d.yaml")).toThrow("it does not exist");
  });

  it("are those below the folder, when it is not the repository's root", () => {
    const root = gitRepository({ "service/api.yaml": "in", "other.yaml": "out" });
    const tree = openGitTree(join(root, "service"), "HEAD");
    expect(tree.files).toEqual(["api.yaml"]);
    expect(tree.resolve("api.yaml", "../other.yaml")).toEqual({ refused: "outside" });
  });

  it("are found over links, of folders too, and never outside", () => {
    const root = gitRepository({ "shared/user.yaml": "user" });
    symlinkSync("shared", join(root, "linked"));
    symlinkSync("linked/user.yaml", join(root, "twice.yaml"));
    symlinkSync("../../etc/passwd", join(root, "out.yaml"));
    symlinkSync("loop.yaml", join(root, "loop.yaml"));
    commitAll(root);
    const tree = openGitTree(root, "HEAD");
    expect(tree.files).toEqual(["shared/user.yaml"]);
    expect(tree.resolve("api.yaml", "linked/user.yaml#/x")).toEqual({ file: "shared/user.yaml" });
    expect(tree.resolve("api.yaml", "twice.yaml")).toEqual({ file: "shared/user.yaml" });
    expect(tree.resolve("api.yaml", "out.yaml")).toEqual({ refused: "outside" });
    expect(tree.resolve("api.yaml", "loop.yaml")).toEqual({ refused: "missing" });
  });

  it("go through no filter, and what git LFS keeps is said to be elsewhere", () => {
    const root = gitRepository({
      "a.yaml": "a\n",
      "big.yaml": "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 3\n",
      ".gitattributes": "*.yaml filter=evil\n",
    });
    git(root, "config", "filter.evil.smudge", "touch ran && cat");
    const tree = openGitTree(root, "HEAD");
    expect(tree.read("a.yaml").text).toBe("a\n");
    expect(() => tree.read("big.yaml")).toThrow("git LFS");
    expect(git(root, "status", "--porcelain", "--ignored")).not.toContain("ran");
  });

  it("are those of the index, staged and not committed, for null", () => {
    const root = gitRepository({ "a.yaml": "committed" });
    writeFiles(root, { "a.yaml": "staged", "b.yaml": "new" });
    git(root, "add", "--all");
    writeFiles(root, { "a.yaml": "unstaged" });
    const tree = openGitTree(root, null);
    expect([tree.read("a.yaml").text, tree.read("b.yaml").text]).toEqual(["staged", "new"]);
  });
});

describe("the commit to compare with", () => {
  it("is HEAD on the default branch, and where it was left on another", () => {
    const root = gitRepository({ "a.yaml": "1" });
    const first = git(root, "rev-parse", "HEAD").trim();
    expect(findBase(root)).toEqual({ commit: first });
    git(root, "checkout", "--quiet", "-b", "work");
    writeFiles(root, { "a.yaml": "2" });
    commitAll(root);
    expect(findBase(root)).toEqual({ commit: first });
    git(root, "tag", "release");
    expect(findBase(root, "release")).toEqual({ commit: git(root, "rev-parse", "HEAD").trim() });
    expect(findBase(root, "main")).toEqual({ commit: first });
  });

  it("is missing with a reason and a remedy", () => {
    expect(findBase(tempFolder())).toEqual({ missing: "not a git repository", first: true });
    const root = gitRepository({ "a.yaml": "1" });
    expect(findBase(root, "nowhere")).toEqual({
      missing: "git knows no commit `nowhere` here; fetch it first, or correct its name",
    });
    expect(findBase(root, "--output=x")).toHaveProperty("missing");
    const fresh = tempFolder();
    git(fresh, "init", "--quiet");
    expect(findBase(fresh)).toEqual({ missing: "git has no commit here yet", first: true });
    git(root, "branch", "--move", "trunk");
    expect(findBase(root)).toHaveProperty("missing", expect.stringContaining("--base"));
  });

  it("is missing in a shallow clone of a branch, which says to fetch more", () => {
    const origin = gitRepository({ "a.yaml": "1" });
    git(origin, "checkout", "--quiet", "-b", "work");
    writeFiles(origin, { "a.yaml": "2" });
    commitAll(origin);
    git(origin, "checkout", "--quiet", "main");
    const clone = tempFolder();
    git(clone, "clone", "--quiet", "--depth", "1", "--branch", "work", `file://${origin}`, ".");
    expect(findBase(clone)).toHaveProperty("missing", expect.stringContaining("shallow"));
  });
});
