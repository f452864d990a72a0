import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { renderCompact } from "../../src/reporters/compact.ts";
import { demo, golden } from "./demo.ts";
import { anyFindings, obeyed, seeded } from "./hostile.ts";
import { finding, result } from "./sample.ts";

interface Matcher {
  readonly severity: string;
  readonly pattern: readonly [Readonly<Record<string, string>> & { readonly regexp: string }];
}

const { problemMatcher } = JSON.parse(
  readFileSync(new URL("../../docs/archlint-matcher.json", import.meta.url), "utf8"),
) as { problemMatcher: readonly Matcher[] };

/** What GitHub's runner makes of a line with our matcher; null when none matches. */
function matched(line: string): Readonly<Record<string, string>> | null {
  for (const { severity, pattern } of problemMatcher) {
    const [{ regexp, ...groups }] = pattern;
    const match = new RegExp(regexp).exec(line);
    if (!match) continue;
    const read = Object.entries(groups).map(([name, group]) => [name, match[Number(group)] as string]);
    return { severity, ...Object.fromEntries(read) };
  }
  return null;
}

describe("the compact report", () => {
  it("of the demo is what it was", async () => {
    await expect(renderCompact((await demo()).result)).toMatchFileSnapshot(golden("demo.compact.txt"));
  });

  it("is read by the problem matcher that the documentation gives", () => {
    const at = { file: "a b.sql", start: { line: 3, column: 7 }, end: { line: 3, column: 8 }, label: "" };
    const text = renderCompact(
      result([
        finding(at, { message: "one: two" }),
        finding(at, { severity: "warning" }),
        finding(at, { severity: "info" }),
      ]),
      "services/api",
    );
    const read = text.trimEnd().split("\n").map(matched);
    expect(read[0]).toEqual({
      severity: "error",
      file: "services/api/a b.sql",
      line: "3",
      column: "7",
      code: "schema/foreign-key-index",
      message: "one: two",
    });
    expect(read.map((one) => one?.["severity"])).toEqual(["error", "warning", "notice"]);
  });

  it("is one line a finding that reads back as it, whatever names and messages hold", () => {
    fc.assert(
      fc.property(anyFindings, (findings) => {
        const lines = renderCompact(result(findings)).split("\n");
        expect(lines.pop()).toBe("");
        expect(lines).toHaveLength(findings.length);
        for (const [index, line] of lines.entries()) {
          const { severity, primary } = findings[index] as (typeof findings)[number];
          expect(obeyed(line)).toBe(false);
          expect(line).not.toMatch(/[\p{Cc}\u2028\u2029\u202e]/u);
          expect(matched(line)).toMatchObject({
            severity: severity === "info" ? "notice" : severity,
            line: String(primary.start.line),
            column: String(primary.start.column),
          });
        }
      }),
      seeded,
    );
  });

  it("is empty for a clean run", () => {
    expect(renderCompact(result([]))).toBe("");
  });
});
