import { describe, expect, it } from "vitest";
import { isAnchored, patternMistake } from "../../../src/model/api/patterns.ts";

describe("patternMistake", () => {
  it.each([
    ["^[a-z]+$"],
    [String.raw`^\p{L}+$`],
    [String.raw`^(?<year>\d{4})-\k<year>$`],
    [String.raw`^C:\\A$`],
    ["^/a/$"],
    ["/^a$"],
    ["(?i:a)b"],
    // Not with `u`, but without: older documents escape what needs none.
    [String.raw`^[\w\-.]+\@x$`],
  ])("finds none in %s", (pattern) => {
    expect(patternMistake(pattern)).toBeNull();
  });

  it.each([
    ["(", "it is no ECMAScript regular expression: unterminated group"],
    ["[a", "it is no ECMAScript regular expression: unterminated character class"],
    ["^a++$", "it is no ECMAScript regular expression: nothing to repeat"],
    ["(?i)a", "it is no ECMAScript regular expression: invalid group"],
    [
      "/^a$/i",
      "the slashes around it are part of the pattern: they must be in the text, before its beginning and after its end",
    ],
    [String.raw`\Aa\Z`, "`\\A` is no anchor in ECMAScript, where it stands for the letter: use `^` and `$`"],
    ["[[:digit:]]", "POSIX classes such as `[:alpha:]` are unknown in ECMAScript"],
  ])("says what is wrong with %s", (pattern, mistake) => {
    expect(patternMistake(pattern)).toBe(mistake);
  });
});

describe("isAnchored", () => {
  it.each([["^a$"], ["^a$|^b$"], ["(^a$|^b$)"], ["^(a|b)$"], ["^[|]$"], [String.raw`^a\|b$`], ["^(?!a)b$"]])(
    "holds for %s",
    (pattern) => {
      expect(isAnchored(pattern)).toBe(true);
    },
  );

  it.each([["a"], ["^a"], ["a$"], ["^a|b$"], [String.raw`\^a\$`], ["[^a]$"]])("does not hold for %s", (pattern) => {
    expect(isAnchored(pattern)).toBe(false);
  });
});
