import { describe, expect, it } from "vitest";
import { compileGlob, compileGlobs } from "../../src/workspace/globs.ts";

describe("a glob", () => {
  it.each([
    ["legacy", ["legacy/a.sql", "x/legacy/b/c.sql", "legacy"], ["legacy2/a.sql", "a.legacy"]],
    ["legacy/", ["legacy/a.sql", "x/legacy/b.sql"], ["legacy2/a.sql"]],
    ["/legacy", ["legacy/a.sql"], ["x/legacy/b.sql"]],
    ["./legacy", ["legacy/a.sql"], ["x/legacy/b.sql"]],
    ["*.gen.ts", ["a.gen.ts", "x/y/a.gen.ts", ".a.gen.ts"], ["a.ts", "gen.ts"]],
    ["src/*.ts", ["src/a.ts"], ["src/x/a.ts", "x/src/a.ts"]],
    ["src/**", ["src/a.ts", "src/x/.hidden"], ["srcx/a.ts"]],
    ["services/*/migrations", ["services/a/migrations/1.sql"], ["services/a/b/migrations/1.sql"]],
    ["**/test/**", ["test/a.ts", "x/test/a.ts"], ["tests/a.ts"]],
    ["{a,b}/x.sql", ["a/x.sql", "b/x.sql"], ["c/x.sql"]],
    ["日本/*.sql", ["日本/あ.sql"], ["日/あ.sql"]],
  ])("%s", (glob, taken, left) => {
    expect(taken.filter((file) => !compileGlob(glob)(file))).toEqual([]);
    expect(left.filter(compileGlob(glob))).toEqual([]);
  });

  it("is one of several, or of none", () => {
    expect(compileGlobs(["a", "b"])("b/x")).toBe(true);
    expect(compileGlobs([])("b/x")).toBe(false);
  });
});
