import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { renderGitlab } from "../../src/reporters/gitlab.ts";
import { demo, golden } from "./demo.ts";
import { anyFindings, obeyed, seeded } from "./hostile.ts";
import { finding, result } from "./sample.ts";

interface Issue {
  readonly description: string;
  readonly check_name: string;
  readonly fingerprint: string;
  readonly severity: string;
  readonly location: { readonly path: string; readonly lines: { readonly begin: number; readonly end: number } };
}

const levels = { error: "critical", warning: "major", info: "info" };

describe("the Code Quality report of GitLab", () => {
  it("of the demo is what it was", async () => {
    await expect(renderGitlab((await demo()).result)).toMatchFileSnapshot(golden("demo.gitlab.json"));
  });

  it("reads back as the findings, each with a fingerprint of its own, whatever names and messages hold", () => {
    fc.assert(
      fc.property(anyFindings, (findings) => {
        const text = renderGitlab(result(findings));
        for (const line of text.split("\n")) expect(obeyed(line)).toBe(false);
        const issues = JSON.parse(text) as Issue[];
        expect(issues.map(({ check_name, severity, location }) => ({ check_name, severity, location }))).toEqual(
          findings.map(({ rule, severity, primary }) => ({
            check_name: rule,
            severity: levels[severity],
            location: {
              path: primary.file === "" ? "." : primary.file,
              lines: { begin: primary.start.line, end: primary.end.line },
            },
          })),
        );
        expect(new Set(issues.map(({ fingerprint }) => fingerprint)).size).toBe(issues.length);
        for (const { description } of issues) expect(description).toMatch(/^[^\p{Cc}\u2028\u2029]+$/u);
      }),
      seeded,
    );
  });

  it("names paths from the root of the repository, and the related places", () => {
    const at = { file: "a.sql", start: { line: 1, column: 1 }, end: { line: 1, column: 2 }, label: "" };
    const one = finding(at, { message: "wrong", related: [{ ...at, file: "b.ts", label: "read here" }] });
    const [issue] = JSON.parse(renderGitlab(result([one]), "services/api")) as Issue[];
    expect(issue?.location.path).toBe("services/api/a.sql");
    expect(issue?.description).toBe("wrong; services/api/b.ts:1:1 read here");
    expect(renderGitlab(result([]))).toBe("[]\n");
  });
});
