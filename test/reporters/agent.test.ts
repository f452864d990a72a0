import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { renderAgent } from "../../src/reporters/agent.ts";
import { demo, golden } from "./demo.ts";
import { anyFindings, anyText, obeyed, seeded } from "./hostile.ts";
import { context, finding, result } from "./sample.ts";

describe("the report for agents", () => {
  it("of the demo is what it was", async () => {
    const { result: found, context: asked } = await demo();
    await expect(renderAgent(found, asked)).toMatchFileSnapshot(golden("demo.agent.txt"));
  });

  it("says the fix of this finding, and else that of its rule", () => {
    const at = { file: "a.sql", start: { line: 3, column: 7 }, end: { line: 3, column: 8 }, label: "" };
    const own = finding(at, {
      fixes: [{ title: "index it", safety: "manual", edits: [] }],
      related: [{ ...at, label: "here" }],
    });
    expect(renderAgent(result([own, finding(at)]), context({})).split("\n")).toEqual([
      "a.sql:3:7 error schema/foreign-key-index foreign key `orders.customer_id` has no index\tsee a.sql:3:7 here\tfix: index it",
      "a.sql:3:7 error schema/foreign-key-index foreign key `orders.customer_id` has no index\tfix: create an index",
      "archlint: 2 errors in 1 of 3 files (1 openapi, 2 sql); checked 4 operations, 9 statements, 2 migrations against 16 rules",
      "",
    ]);
  });

  it("is one line for each finding, each part unread, each warning and the sum, whatever they hold", () => {
    fc.assert(
      fc.property(anyFindings, anyText, anyText, (findings, file, text) => {
        const run = result(findings, { unread: [{ file, line: 2, reason: text }], warnings: [text] });
        const lines = renderAgent(run, context({})).split("\n");
        expect(lines.pop()).toBe("");
        expect(lines).toHaveLength(findings.length + 3);
        for (const line of lines) {
          expect(obeyed(line)).toBe(false);
          expect(line.replaceAll("\t", "")).not.toMatch(/[\p{Cc}\u2028\u2029\u202e]/u);
        }
        for (const [index, { related }] of findings.entries())
          expect((lines[index] as string).split("\t")).toHaveLength(related.length + 2);
      }),
      seeded,
    );
  });
});
