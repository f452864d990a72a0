import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SourceText } from "../../src/workspace/source-text.ts";

const texts = fc
  .array(fc.constantFrom("a", "é", "😀", "\u2028", "\r", "\n", "\r\n", "\t", "\ud800", "", "word"), { maxLength: 40 })
  .map((parts) => parts.join(""));

describe("positions", () => {
  it("round-trip for every offset, whatever the line ends and characters", () => {
    fc.assert(
      fc.property(texts, (text) => {
        const source = new SourceText("a.txt", text);
        for (let offset = 0; offset <= text.length; offset++)
          expect(source.offsetAt(source.positionAt(offset))).toBe(offset);
      }),
    );
  });

  it("agree with counting lines one by one", () => {
    fc.assert(
      fc.property(texts, (text) => {
        const source = new SourceText("a.txt", text);
        const lines = text.split(/\r\n|\r|\n/);
        expect(source.lineCount).toBe(lines.length);
        expect(lines.map((_, index) => source.line(index + 1))).toEqual(lines);
        for (let offset = 0; offset <= text.length; offset++) {
          // A `\r\n` is one line end: between its halves the line has not ended yet.
          const before = text
            .slice(0, offset)
            .replace(/\r$/, text[offset] === "\n" ? "x" : "\r")
            .split(/\r\n|\r|\n/);
          expect(source.positionAt(offset)).toEqual({
            line: before.length,
            column: (before.at(-1) as string).length + 1,
          });
        }
      }),
    );
  });

  it("never decrease as the offset grows", () => {
    fc.assert(
      fc.property(texts, (text) => {
        const source = new SourceText("a.txt", text);
        let last = { line: 1, column: 0 };
        for (let offset = 0; offset <= text.length; offset++) {
          const at = source.positionAt(offset);
          expect(at.line > last.line || (at.line === last.line && at.column > last.column)).toBe(true);
          last = at;
        }
      }),
    );
  });
});

describe("what lies outside the text", () => {
  const source = new SourceText("a.txt", "one\r\ntwo");

  it("counts as its nearest end", () => {
    expect(source.positionAt(-5)).toEqual({ line: 1, column: 1 });
    expect(source.positionAt(99)).toEqual({ line: 2, column: 4 });
    expect(source.offsetAt({ line: 2, column: 99 })).toBe(8);
    expect(source.offsetAt({ line: 9, column: 1 })).toBe(8);
    expect(source.offsetAt({ line: 0, column: 1 })).toBe(0);
    expect(source.offsetAt({ line: 1, column: 0 })).toBe(0);
  });

  it("keeps a column past a line's end on that line", () => {
    expect(source.positionAt(source.offsetAt({ line: 1, column: 99 })).line).toBe(1);
  });

  it("has no line", () => {
    expect(source.line(0)).toBe("");
    expect(source.line(3)).toBe("");
  });
});
