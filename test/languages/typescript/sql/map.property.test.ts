import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readCode } from "../read-code.ts";

/** A character as it is at run time, and one way to write it. */
const unit = fc.oneof(
  fc
    .string({ minLength: 1, maxLength: 1, unit: "binary" })
    .filter((text) => !/[\0\\`'"$\r\n\u2028\u2029{]/.test(text) && !/\p{Surrogate}/u.test(text))
    .map((text) => [text, text] as const),
  fc
    .constantFrom(
      ["'", "\\'"],
      ['"', '\\"'],
      ["`", "\\`"],
      ["\\", "\\\\"],
      ["\n", "\\n"],
      ["\t", "\\t"],
      ["$", "\\$"],
      ["", "\\\n"],
      ["é", "\\xe9"],
      ["→", "\\u2192"],
      ["😀", "\\u{1F600}"],
      ["😀", "😀"],
      ["q", "\\q"],
      [" ", " "],
    )
    .map(([inner, outer]) => [inner as string, outer as string] as const),
);
const quote = fc.constantFrom("'", '"', "`");

describe("the map of an embedded text", () => {
  it("leads from each mapped character to the same character in the file, and the text is what JavaScript makes of it", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(quote, fc.array(unit, { maxLength: 12 })), { minLength: 1, maxLength: 4 }),
        (pieces) => {
          const literals = pieces.map(
            ([mark, units]) => `${mark}${units.map(([, written]) => written).join("")}${mark}`,
          );
          const code = `/* é😀 */ db.query("SELECT " + ${literals.join(" +\r\n  ")});`;
          const expected = `SELECT ${pieces.flatMap(([, units]) => units.map(([meant]) => meant)).join("")}`;
          const [found] = readCode(code).embedded;
          expect(found?.text).toBe(expected);
          let end = 0;
          for (const { inner, outer, length } of found?.map ?? []) {
            expect(inner).toBeGreaterThanOrEqual(end);
            end = inner + length;
            expect(code.slice(outer, outer + length)).toBe(expected.slice(inner, end));
          }
        },
      ),
      { numRuns: 400 },
    );
  });

  it("maps every character that is written as itself", () => {
    const text = `SELECT 'it''s', "Id"\r\nFROM t -- ü`;
    const [found] = readCode(`db.query(\`${text}\`)`).embedded;
    expect(found?.text).toBe(text.replace("\r\n", "\n"));
    expect((found?.map ?? []).reduce((sum, { length }) => sum + length, 0)).toBe(found?.text.length);
  });
});
