import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { openTree } from "../../src/workspace/disk-tree.ts";
import { commitAll, git, gitRepository } from "../support/git.ts";
import { tempFolder, writeFiles } from "../support/temp-folder.ts";

/** The same expectations hold with git and without it. */
const ways = [
  { way: "git", make: gitRepository },
  { way: "walk", make: tempFolder },
] as const;

describe.each(ways)("listing by $way", ({ way, make }) => {
  it("lists what no .gitignore excludes, sorted by code unit", () => {
    const tree = openTree(
      make({
        ".gitignore": "dist/\n*.log\n/only-root.txt\n",
        "b.sql": "",
        "B.sql": "",
        "é.sql": "",
        "dist/x.js": "",
        "deep/only-root.txt": "",
        "only-root.txt": "",
        "deep/.gitignore": "!keep.log\nlocal\n",
        "deep/keep.log": "",
        "deep/other.log": "",
        "deep/local/x": "",
        "deep/LOCAL": "",
        "node_modules/p/index.js": "",
        "deep/node_modules/p/index.js": "",
      }),
    );
    expect(tree.files).toEqual([
      ".gitignore",
      "B.sql",
      "b.sql",
      "deep/.gitignore",
      "deep/LOCAL",
      "deep/keep.log",
      "deep/only-root.txt",
      "é.sql",
    ]);
    expect(tree.listing).toMatchObject({
      source: way,
      withoutGit: way === "git" ? null : "not a git repository",
      refused: [],
      nested: [],
    });
  });

  it("keeps names with spaces, quotes, newlines and characters of any script", () => {
    const names = ['a "b".sql', "a\nb.sql", "ä ö.sql", "日本.sql", "-rf.sql", "*.sql", "😀.sql"];
    const tree = openTree(make(Object.fromEntries(names.map((name) => [name, name]))));
    expect(tree.files).toEqual(names.toSorted());
    for (const name of names) expect(tree.read(name).text).toBe(name);
  });

  it("lists the target of a link once, refuses what leads out or nowhere, and survives loops", () => {
    const root = make({ "real/a.sql": "a" });
    writeFiles(join(root, ".."), { "outside.sql": "", "outside/b.sql": "" });
    symlinkSync("real/a.sql", join(root, "link.sql"));
    symlinkSync("real", join(root, "same"));
    symlinkSync(".", join(root, "myself"));
    symlinkSync("../outside.sql", join(root, "out.sql"));
    symlinkSync("../outside", join(root, "out"));
    symlinkSync("nothing", join(root, "dangling.sql"));
    symlinkSync("loop.sql", join(root, "loop.sql"));
    const tree = openTree(root);
    expect(tree.files).toEqual(["real/a.sql"]);
    expect(tree.listing.refused).toEqual([
      { file: "dangling.sql", reason: "it does not exist, or is a link to nothing" },
      { file: "loop.sql", reason: "it is a link that leads back to itself" },
      { file: "out", reason: "it is a link out of the project" },
      { file: "out.sql", reason: "it is a link out of the project" },
    ]);
  });

  it("says which names cannot be addressed", () => {
    const root = make({ "a.sql": "" });
    writeFileSync(Buffer.concat([Buffer.from(`${root}/b`), Buffer.from([0xff]), Buffer.from(".sql")]), "");
    expect(openTree(root)).toMatchObject({
      files: ["a.sql"],
      listing: { refused: [{ file: "b\uFFFD.sql", reason: "its name is not valid UTF-8" }] },
    });
  });

  it("takes away what the configuration ignores, and says which globs took nothing", () => {
    const root = make({ "a.sql": "", "legacy/b.sql": "", "x/legacy/c.sql": "", "x/d.gen.ts": "" });
    const tree = openTree(root, { ignore: ["legacy", "*.gen.ts", "none/**"] });
    expect(tree.files).toEqual(["a.sql"]);
    expect(tree.has("legacy/b.sql")).toBe(false);
    expect(tree.listing).toMatchObject({ ignored: 3, unusedIgnores: ["none/**"] });
  });

  it("lists nothing in an empty project", () => {
    expect(openTree(make({})).files).toEqual([]);
  });
});

describe("listing by git", () => {
  it("lists untracked files, and not those deleted from the work tree", () => {
    const root = gitRepository({ "a.sql": "", "gone.sql": "", "moved/x.sql": "" });
    writeFiles(root, { "new.sql": "" });
    rmSync(join(root, "gone.sql"));
    renameSync(join(root, "moved"), join(root, "there"));
    expect(openTree(root).files).toEqual(["a.sql", "new.sql", "there/x.sql"]);
  });

  it("works in a folder of a repository, with the rules of the folders above", () => {
    const root = gitRepository({
      ".gitignore": "*.log\n",
      "other/a.sql": "",
      "service/b.sql": "",
      "service/x.log": "",
    });
    expect(openTree(join(root, "service")).files).toEqual(["b.sql"]);
  });

  it("walks where the repository around ignores the whole project", () => {
    const root = gitRepository({ ".gitignore": "ignored\n" });
    writeFiles(root, { "ignored/project/a.sql": "" });
    expect(openTree(join(root, "ignored/project"))).toMatchObject({
      files: ["a.sql"],
      listing: { source: "walk", withoutGit: "git lists no file here" },
    });
  });

  it("leaves submodules and nested repositories, and names them", () => {
    const inner = gitRepository({ "inner.sql": "" });
    const root = gitRepository({ "a.sql": "" });
    git(root, "submodule", "--quiet", "add", inner, "libs/sub");
    commitAll(root);
    git(root, "clone", "--quiet", inner, "nested");
    const tree = openTree(root);
    expect(tree.files).toEqual([".gitmodules", "a.sql"]);
    expect(tree.listing.nested).toEqual(["libs/sub", "nested"]);
  });

  it("does not follow a tracked folder that was replaced by a link", () => {
    const root = gitRepository({ "a/x.sql": "mine" });
    writeFiles(join(root, ".."), { "outside/x.sql": "secret" });
    rmSync(join(root, "a"), { recursive: true });
    symlinkSync("../outside", join(root, "a"));
    expect(openTree(root).files).toEqual([]);
  });

  it("does not answer for the repository that a hook's variables name", () => {
    const other = gitRepository({ "other.sql": "" });
    const root = gitRepository({ "a.sql": "" });
    setVariable("GIT_DIR", join(other, ".git"));
    expect(openTree(root).files).toEqual(["a.sql"]);
  });

  it("runs no program that the repository configures", () => {
    const root = gitRepository({ "a.sql": "" });
    writeFiles(root, { "monitor.sh": `#!/bin/sh\ntouch "${root}/ran"\n` });
    git(root, "update-index", "--chmod=+x", "--add", "monitor.sh");
    git(root, "config", "core.fsmonitor", join(root, "monitor.sh"));
    expect(openTree(root).files).toEqual(["a.sql", "monitor.sh"]);
    expect(openTree(root).has("ran")).toBe(false);
  });
});

describe("without git", () => {
  it("walks when git is not installed", () => {
    const root = gitRepository({ "a.sql": "", ".gitignore": "b.sql\n", "b.sql": "" });
    setVariable("PATH", tempFolder());
    expect(openTree(root)).toMatchObject({
      files: [".gitignore", "a.sql"],
      listing: { source: "walk", withoutGit: "git is not installed" },
    });
  });

  it("walks around a folder it may not enter, and a .gitignore that is none", () => {
    const root = tempFolder({ "a.sql": "" });
    mkdirSync(join(root, ".gitignore"));
    expect(openTree(root).files).toEqual(["a.sql"]);
  });

  it("says that the root is no folder", () => {
    expect(() => openTree(join(tempFolder(), "none"))).toThrow(/ENOENT/);
  });
});

function setVariable(name: string, value: string): void {
  const before = process.env[name];
  process.env[name] = value;
  onTestFinished(() => {
    if (before === undefined) delete process.env[name];
    else process.env[name] = before;
  });
}
