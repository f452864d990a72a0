import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { renderCheckstyle } from "../../src/reporters/checkstyle.ts";
import { printable } from "../../src/reporters/printable.ts";
import { demo, golden } from "./demo.ts";
import { anyFindings, obeyed, seeded } from "./hostile.ts";
import { finding, result } from "./sample.ts";
import { readXml, xmlCharacters } from "./xml-reader.ts";

describe("the Checkstyle report", () => {
  it("of the demo is what it was", async () => {
    await expect(renderCheckstyle((await demo()).result)).toMatchFileSnapshot(golden("demo.checkstyle.xml"));
  });

  it("reads back as the findings, whatever names and messages hold", () => {
    fc.assert(
      fc.property(anyFindings, (findings) => {
        const text = renderCheckstyle(result(findings));
        for (const line of text.split("\n")) expect(obeyed(line)).toBe(false);
        const files = readXml(text).children;
        const names = [...new Set(findings.map(({ primary }) => primary.file))];
        expect(files.map(({ attributes }) => attributes["name"])).toEqual(
          names.map((name) => (name === "" ? "." : xmlCharacters(name))),
        );
        const expected = names.flatMap((name) => findings.filter(({ primary }) => primary.file === name));
        const errors = files.flatMap(({ children }) => children);
        expect(errors).toHaveLength(expected.length);
        for (const [index, { attributes }] of errors.entries()) {
          const { primary, severity, rule, message } = expected[index] as (typeof expected)[number];
          expect(attributes).toMatchObject({
            line: String(primary.start.line),
            column: String(primary.start.column),
            severity,
            source: xmlCharacters(`archlint.${rule}`),
          });
          expect(attributes["message"]?.startsWith(xmlCharacters(printable(message)))).toBe(true);
        }
      }),
      seeded,
    );
  });

  it("names files from the root of the repository, and is whole for a clean run", () => {
    const at = { file: "a.sql", start: { line: 1, column: 1 }, end: { line: 1, column: 2 }, label: "" };
    expect(renderCheckstyle(result([finding(at)]), "services/api")).toContain('<file name="services/api/a.sql">');
    expect(readXml(renderCheckstyle(result([])))).toMatchObject({ name: "checkstyle", children: [] });
  });
});
