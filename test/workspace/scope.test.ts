import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openTree } from "../../src/workspace/disk-tree.ts";
import { scopeOf } from "../../src/workspace/scope.ts";
import { tempFolder } from "../support/temp-folder.ts";

const files = { ".gitignore": "dist\n", "src/a.ts": "", "src/b/c.ts": "", "srcx/d.ts": "", "dist/e.js": "" };

function scope(...paths: string[]) {
  const tree = openTree(tempFolder(files));
  const found = scopeOf(
    tree,
    paths.map((path) => path.replace("ROOT", tree.root)),
  );
  return { files: tree.files.filter((file) => found.includes(file)), unmatched: found.unmatched };
}

describe("the paths of the command line", () => {
  it("are every file when there are none", () => {
    expect(scope().files.length).toBe(4);
  });

  it.each([
    ["src", ["src/a.ts", "src/b/c.ts"]],
    ["src/", ["src/a.ts", "src/b/c.ts"]],
    ["./src/../src/b", ["src/b/c.ts"]],
    ["src/a.ts", ["src/a.ts"]],
    ["ROOT/src/b", ["src/b/c.ts"]],
    [".", [".gitignore", "src/a.ts", "src/b/c.ts", "srcx/d.ts"]],
  ])("%s", (path, expected) => {
    expect(scope(path)).toEqual({ files: expected, unmatched: [] });
  });

  it("say why they name nothing", () => {
    expect(scope("src", "none.ts", "dist", "../elsewhere", "/etc")).toEqual({
      files: ["src/a.ts", "src/b/c.ts"],
      unmatched: [
        "`none.ts` does not exist",
        "`dist` holds no file of the project: it is empty, or git or the configuration's `ignore` leaves it out",
        "`../elsewhere` is outside the project",
        "`/etc` is outside the project",
      ],
    });
  });

  it("follow links to the file they stand for", () => {
    const root = tempFolder(files);
    symlinkSync("src", join(root, "link"));
    const found = scopeOf(openTree(root), ["link"]);
    expect([found.includes("src/a.ts"), found.includes("srcx/d.ts"), found.unmatched]).toEqual([true, false, []]);
  });
});
