import { describe, expect, it } from "vitest";
import { formatsOf } from "../../src/cli/formats.ts";

describe("the formats of a run", () => {
  it("are text, and on GitHub Actions annotations beside it", () => {
    expect(formatsOf([], {})).toEqual([{ name: "text", file: null }]);
    expect(formatsOf([], { GITHUB_ACTIONS: "true" }).map(({ name }) => name)).toEqual(["text", "github"]);
    expect(formatsOf(["json"], { GITHUB_ACTIONS: "true" })).toEqual([{ name: "json", file: null }]);
  });

  it("go into a file after the first =", () => {
    expect(formatsOf(["text", "json=a=b.json"], {})).toEqual([
      { name: "text", file: null },
      { name: "json", file: "a=b.json" },
    ]);
  });

  it("are refused when unknown, without a file, or mixed on stdout", () => {
    expect(() => formatsOf(["jsn"], {})).toThrow(
      "there is no format `jsn`; did you mean `json`?; there are text, json, github, sarif, compact, agent, gitlab, junit, checkstyle, markdown",
    );
    expect(() => formatsOf(["json="], {})).toThrow("--format json= names no file after the =");
    expect(() => formatsOf(["text", "json"], {})).toThrow(
      "only one of the formats text and json can go to stdout; write the other into a file: --format json=<file>",
    );
    expect(() => formatsOf(["text", "text"], {})).toThrow("only one of the formats");
    expect(() => formatsOf(["text", "sarif"], {})).toThrow("only one of the formats");
    expect(formatsOf(["text", "github"], {})).toHaveLength(2);
  });
});
