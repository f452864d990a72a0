import { describe, expect, it } from "vitest";
import { exitCodeOf } from "../../src/cli/exit-code.ts";
import type { Severity } from "../../src/findings/finding.ts";
import { finding, result } from "../reporters/sample.ts";

const place = { file: "a.sql", start: { line: 1, column: 1 }, end: { line: 1, column: 2 }, label: "" };
const run = (...severities: Severity[]) => result(severities.map((severity) => finding(place, { severity })));
const flags = (failOn?: "error" | "warning" | "info" | "never", maxWarnings?: number) => ({
  "fail-on": failOn,
  "max-warnings": maxWarnings,
});

describe("the exit code", () => {
  it.each([
    ["clean", [], flags(), 0],
    ["an error", ["error"], flags(), 1],
    ["a warning alone", ["warning"], flags(), 0],
    ["a warning that counts", ["warning"], flags("warning"), 1],
    ["an info that counts", ["info"], flags("info"), 1],
    ["an info below", ["info"], flags("warning"), 0],
    ["never", ["error"], flags("never"), 0],
    ["as many warnings as allowed", ["warning", "warning"], flags(undefined, 2), 0],
    ["a warning too many", ["warning", "warning"], flags(undefined, 1), 1],
    ["a warning too many, though nothing else fails", ["warning"], flags("never", 0), 1],
  ] as const)("%s", (_, severities, options, code) => {
    expect(exitCodeOf(run(...severities), options)).toBe(code);
  });

  it("is never the number of findings", () => {
    expect(exitCodeOf(run(...Array.from({ length: 256 }, () => "error" as const)), flags())).toBe(1);
  });

  it("is 2 after a crash, whatever else was found", () => {
    expect(exitCodeOf({ ...run("error"), crashed: true }, flags("never"))).toBe(2);
  });
});
