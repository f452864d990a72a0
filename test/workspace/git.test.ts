import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { changesSinceBase, gitBase } from "../../src/workspace/git.ts";
import { commitAll, git, gitRepository } from "../support/git.ts";
import { tempFolder, writeFiles } from "../support/temp-folder.ts";

/** A branch off `main` with one committed, one staged, one untracked, one changed and one renamed file. */
function branch(): string {
  const root = gitRepository({ "db/1.sql": "one", "db/2.sql": "two two two\ntwo\n", ".gitignore": "*.log\n" });
  git(root, "checkout", "--quiet", "-b", "work");
  writeFiles(root, { "db/3.sql": "three", "db/1.sql": "changed" });
  git(root, "mv", "db/2.sql", "db/2 renamed.sql");
  commitAll(root);
  writeFiles(root, { "db/4 é.sql": "four", "db/5.sql": "five", "db/x.log": "" });
  git(root, "add", "db/4 é.sql");
  return root;
}

describe("the git base", () => {
  it("is where HEAD left the default branch, even after that went on", () => {
    const root = branch();
    const base = git(root, "rev-parse", "main").trim();
    git(root, "branch", "--quiet", "keep");
    git(root, "checkout", "--quiet", "--force", "main");
    writeFiles(root, { "db/9.sql": "" });
    commitAll(root);
    git(root, "checkout", "--quiet", "keep");
    expect(gitBase(root)).toBe(base);
  });

  it("is none on the default branch, without one, without a commit, and without a repository", () => {
    expect(gitBase(gitRepository({ "a.sql": "" }))).toBeNull();
    const renamed = gitRepository({ "a.sql": "" });
    git(renamed, "branch", "--move", "trunk");
    expect(gitBase(renamed)).toBeNull();
    const fresh = tempFolder({ "a.sql": "" });
    git(fresh, "init", "--quiet");
    expect(gitBase(fresh)).toBeNull();
    expect(gitBase(tempFolder())).toBeNull();
  });

  it("believes what the remote calls its default branch first", () => {
    const root = gitRepository({ "a.sql": "" });
    git(root, "update-ref", "refs/remotes/origin/develop", "HEAD");
    git(root, "symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/develop");
    const base = git(root, "rev-parse", "HEAD").trim();
    writeFiles(root, { "b.sql": "" });
    commitAll(root);
    expect(gitBase(root)).toBe(base);
  });
});

describe("the files added since", () => {
  it("are those committed, staged and untracked, without changed, renamed and ignored ones", () => {
    expect(changesSinceBase(branch())?.added).toEqual(new Set(["db/3.sql", "db/4 é.sql", "db/5.sql"]));
  });

  it("stand apart from those that were there and are changed", () => {
    const root = gitRepository({ "a.sql": "SELECT 1;", "b.sql": "" });
    writeFiles(root, { "a.sql": "SELECT 2;" });
    git(root, "add", "a.sql");
    expect(changesSinceBase(root)).toEqual({ added: new Set(), modified: new Set(["a.sql"]) });
  });

  it("are named as the project names them, when it is a folder of the repository", () => {
    expect(changesSinceBase(join(branch(), "db"))?.added).toEqual(new Set(["3.sql", "4 é.sql", "5.sql"]));
  });

  it("are what is not committed, on the default branch", () => {
    const root = gitRepository({ "a.sql": "" });
    writeFiles(root, { "b.sql": "" });
    expect(changesSinceBase(root)?.added).toEqual(new Set(["b.sql"]));
  });

  it("are unknown without a commit, and in a folder that no commit knows", () => {
    expect(changesSinceBase(tempFolder({ "a.sql": "" }))).toBeNull();
    const outer = gitRepository({ "a.sql": "" });
    writeFiles(outer, { "copied/db/1.sql": "" });
    expect(changesSinceBase(join(outer, "copied"))).toBeNull();
  });
});
