import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { linkCode } from "../../../src/model/code.ts";
import { components } from "../../../src/model/code/components.ts";
import type { ImportFact } from "../../../src/facts/code-file.ts";
import { codeFacts, importFact, resolveAmong } from "./facts.ts";

/** Each file with the files it imports. */
function cyclesOf(graph: Readonly<Record<string, readonly (string | ImportFact)[]>>) {
  const facts = Object.entries(graph).map(([file, imports]) =>
    codeFacts(file, { imports: imports.map((each) => (typeof each === "string" ? importFact(each) : each)) }),
  );
  return linkCode(facts, resolveAmong(Object.keys(graph)), { queries: [] })
    .cycles()
    .map(({ modules, path }) => ({
      modules: modules.map(({ file }) => file).join(" "),
      path: path.map(({ file }) => file).join(" "),
    }));
}

describe("cycles", () => {
  it("gives one for each strongly connected component, with the shortest way round", () => {
    expect(cyclesOf({ e: ["d"], d: ["c", "b"], c: ["d", "e"], a: ["b"], b: ["a", "c"], f: ["a"], g: [] })).toEqual([
      { modules: "a b c d e", path: "a b" },
    ]);
    expect(cyclesOf({ a: ["b"], b: ["c"], c: ["a"], x: ["y", "a"], y: ["x"] })).toEqual([
      { modules: "a b c", path: "a b c" },
      { modules: "x y", path: "x y" },
    ]);
  });

  it("counts a module that imports itself, and none that only leads into a cycle", () => {
    expect(cyclesOf({ a: ["a"], b: ["a"], c: ["b"] })).toEqual([{ modules: "a", path: "a" }]);
  });

  it.each([
    ["import type", importFact("a", ["type A"], { kind: "type" })],
    ["names used only in types", importFact("a", ["type A"])],
    ["import()", importFact("a", [], { kind: "dynamic" })],
    ["require() in a function", importFact("a", [], { kind: "require", deferred: true })],
  ])("does not count %s", (_, back) => {
    expect(cyclesOf({ a: ["b"], b: [back] })).toEqual([]);
  });

  it("counts re-exports and require() at the top", () => {
    expect(cyclesOf({ a: ["b"], b: [importFact("a", ["* as *"], { kind: "re-export" })] })).toHaveLength(1);
    expect(cyclesOf({ a: ["b"], b: [importFact("a", ["* as a"], { kind: "require" })] })).toHaveLength(1);
  });

  it("leaves out the import of a name that its module declares as a type", () => {
    const facts = [
      codeFacts("a", {
        imports: [importFact("b")],
        exports: [{ exported: "I", local: "I", type: true, start: 0, end: 0 }],
      }),
      codeFacts("b", { imports: [importFact("a", ["I as I"], { kind: "re-export" })] }),
    ];
    expect(linkCode(facts, resolveAmong(["a", "b"]), { queries: [] }).cycles()).toEqual([]);
  });

  it("does not depend on the order of files or imports", () => {
    const files = Array.from({ length: 12 }, (_, index) => `f${String(index).padStart(2, "0")}`);
    const edge = fc.tuple(fc.constantFrom(...files), fc.constantFrom(...files));
    fc.assert(
      fc.property(fc.array(edge, { maxLength: 30 }), fc.func(fc.nat()), (edges, shuffle) => {
        const graph = (list: typeof edges, names: readonly string[]) =>
          Object.fromEntries(names.map((name) => [name, list.filter(([from]) => from === name).map(([, to]) => to)]));
        const shuffled = [...edges].sort((a, b) => shuffle(a) - shuffle(b));
        expect(cyclesOf(graph(shuffled, [...files].toReversed()))).toEqual(cyclesOf(graph(edges, files)));
      }),
    );
  });
});

describe("components", () => {
  it("are the classes of mutual reachability", () => {
    const size = 9;
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(size - 1), fc.nat(size - 1)), { maxLength: 25 }), (pairs) => {
        const edges = Array.from({ length: size }, (_, from) =>
          pairs.filter(([each]) => each === from).map(([, to]) => to),
        );
        const reaches = Array.from({ length: size }, (_, from) =>
          Array.from({ length: size }, (__, to) => from === to || pairs.some(([a, b]) => a === from && b === to)),
        );
        for (let via = 0; via < size; via++)
          for (let a = 0; a < size; a++)
            for (let b = 0; b < size; b++)
              if (reaches[a]?.[via] && reaches[via]?.[b]) (reaches[a] as boolean[])[b] = true;
        const classOf = new Map(
          components(edges).flatMap((members, index) => members.map((member) => [member, index] as const)),
        );
        expect(classOf.size).toBe(size);
        for (let a = 0; a < size; a++)
          for (let b = 0; b < size; b++)
            expect(classOf.get(a) === classOf.get(b)).toBe(Boolean(reaches[a]?.[b] && reaches[b]?.[a]));
      }),
    );
  });

  it("survive a chain of a hundred thousand modules", () => {
    const edges = Array.from({ length: 100_000 }, (_, index) => [(index + 1) % 100_000]);
    expect(components(edges)).toHaveLength(1);
  });
});
