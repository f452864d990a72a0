import { Buffer } from "node:buffer";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { commentLimit, renderMarkdown } from "../../src/reporters/markdown.ts";
import { demo, golden } from "./demo.ts";
import { anyFindings, anyText, obeyed, seeded } from "./hostile.ts";
import { context, finding, result } from "./sample.ts";

const here = { prefix: "", blobUrl: null };
const ours = /<!-- archlint -->|<\/?details>|<\/?summary>|<\/?b>|<\/?code>|<br>|\*\*|### archlint/g;

describe("the Markdown comment", () => {
  it("of the demo is what it was", async () => {
    const { result: found, context: asked } = await demo();
    const options = { prefix: "", blobUrl: "https://github.com/owner/name/blob/0123456" };
    await expect(renderMarkdown(found, asked, options)).toMatchFileSnapshot(golden("demo.comment.md"));
  });

  it("holds no markup but its own, whatever names and messages hold", () => {
    fc.assert(
      fc.property(anyFindings, anyText, (findings, text) => {
        const run = result(findings, { unread: [{ file: text, line: 1, reason: text }] });
        const comment = renderMarkdown(run, context({}), here);
        for (const line of comment.split("\n")) expect(obeyed(line)).toBe(false);
        expect(comment.replace(/&#\d+;/g, "").replace(ours, "")).not.toMatch(/[<>|`*_[\]!@#&\\~]/);
        expect(comment.match(/^<details>$/gm) ?? []).toHaveLength(new Set(findings.map(({ rule }) => rule)).size);
        expect(comment.match(/^<\/details>$/gm)).toEqual(
          comment.match(/^<details>$/gm)?.map(() => "</details>") ?? null,
        );
        expect(comment.match(/^- /gm) ?? []).toHaveLength(findings.length + 1);
      }),
      seeded,
    );
  });

  it("stays below what GitHub takes, counts the rest, and closes what it opened", () => {
    const at = { file: "é.sql", start: { line: 1, column: 1 }, end: { line: 1, column: 2 }, label: "" };
    const findings = Array.from({ length: 3000 }, (_, index) => finding(at, { rule: `schema/r${index % 3}` }));
    const comment = renderMarkdown(result(findings), context({}), here);
    const shown = comment.match(/^- /gm)?.length ?? 0;
    expect(Buffer.byteLength(comment)).toBeLessThanOrEqual(commentLimit);
    expect(shown).toBeGreaterThan(100);
    expect(comment).toContain(`\n+${3000 - shown} more that do not fit here`);
    expect(comment.match(/<\/details>/g)).toHaveLength(comment.match(/<details>/g)?.length ?? 0);
  });

  it("shows the gravest first", () => {
    const at = { file: "a.sql", start: { line: 1, column: 1 }, end: { line: 1, column: 2 }, label: "" };
    const comment = renderMarkdown(
      result([finding(at, { severity: "info", rule: "a/a" }), finding(at, { rule: "b/b" })]),
      context({}),
      here,
    );
    expect(comment.indexOf("b/b")).toBeLessThan(comment.indexOf("a/a"));
  });
});
