import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { closest, didYouMean, editDistance } from "../../src/findings/did-you-mean.ts";

describe("the edit distance", () => {
  it.each([
    ["", "", 0],
    ["", "abc", 3],
    ["abc", "abd", 1],
    ["abc", "acb", 1],
    ["abc", "ab", 1],
    ["kitten", "sitting", 3],
    ["Error", "error", 0],
  ])("of %j and %j is %i", (a, b, distance) => {
    expect(editDistance(a, b)).toBe(distance);
  });

  it("is symmetric, zero only for the same word, and no more than the longer word", () => {
    const word = fc.string({ unit: fc.constantFrom("a", "b", "c", "/"), maxLength: 8 });
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(editDistance(a, b)).toBe(editDistance(b, a));
        expect(editDistance(a, b) === 0).toBe(a === b);
        expect(editDistance(a, b)).toBeLessThanOrEqual(Math.max(a.length, b.length));
      }),
    );
  });
});

describe("the nearest candidate", () => {
  const ids = ["schema/foreign-key-index", "schema/primary-key", "code/empty-catch", "openapi/valid-document"];

  it.each([
    ["schema/primary-kye", "schema/primary-key"],
    ["schema/foreign-key-indexes", "schema/foreign-key-index"],
    ["shcema/primary-key", "schema/primary-key"],
    ["primary-key", "schema/primary-key"],
    ["emptycatch", "code/empty-catch"],
    ["Code/Empty-Catch", "code/empty-catch"],
  ])("of %s is %s", (name, expected) => {
    expect(closest(name, ids)).toBe(expected);
  });

  it("is none when more than a third differs", () => {
    expect(closest("no-console", ids)).toBeNull();
    expect(closest("", ids)).toBeNull();
    expect(closest("x", [])).toBeNull();
  });

  it("does not depend on the order of the candidates", () => {
    expect(closest("car", ["cat", "can", "cap"])).toBe("can");
    expect(closest("car", ["cap", "cat", "can"])).toBe("can");
  });

  it("comes as the end of a sentence", () => {
    expect(didYouMean("of", ["off", "error"])).toBe("; did you mean `off`?");
    expect(didYouMean("zebra", ["off"])).toBe("");
  });
});
