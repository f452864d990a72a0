import { describe, expect, it } from "vitest";
import { linkCode } from "../../../src/model/code.ts";
import { codeFacts, importFact } from "./facts.ts";

describe("modules", () => {
  const code = linkCode(
    [
      codeFacts("b.ts", {
        role: "script",
        imports: [
          importFact("./a", ["a"]),
          importFact("pg", ["Pool"]),
          importFact("./gone"),
          importFact("./a", ["type A"], { kind: "type" }),
        ],
      }),
      codeFacts("a.ts", { package: "packages/a" }),
    ],
    (_, specifier) =>
      specifier === "./a"
        ? { target: "a.ts" }
        : specifier === "pg"
          ? { package: "pg" }
          : { unresolved: "no such file" },
    { queries: [] },
  );

  it("are sorted by file and found by it", () => {
    expect(code.modules.map(({ file }) => file)).toEqual(["a.ts", "b.ts"]);
    expect(code.module("a.ts")).toMatchObject({ package: "packages/a", role: "server", anchor: "typescript:a.ts" });
    expect(code.module("c.ts")).toBeUndefined();
  });

  it("tell project files, packages and what leads nowhere apart", () => {
    expect(
      code
        .module("b.ts")
        ?.imports.map(({ specifier, target, unresolved, runtime }) => [specifier, target, unresolved, runtime]),
    ).toEqual([
      ["./a", "a.ts", false, true],
      ["pg", null, false, true],
      ["./gone", null, true, true],
      ["./a", "a.ts", false, false],
    ]);
  });
});
