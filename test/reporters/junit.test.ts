import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { renderJunit } from "../../src/reporters/junit.ts";
import { demo, golden } from "./demo.ts";
import { anyFindings, obeyed, seeded } from "./hostile.ts";
import { context, result } from "./sample.ts";
import { readXml, xmlCharacters } from "./xml-reader.ts";

describe("the JUnit report", () => {
  it("of the demo is what it was", async () => {
    const { result: found, context: asked } = await demo();
    await expect(renderJunit(found, asked)).toMatchFileSnapshot(golden("demo.junit.xml"));
  });

  it("is well-formed and counts right, whatever names and messages hold", () => {
    fc.assert(
      fc.property(anyFindings, (findings) => {
        const text = renderJunit(result(findings), context({}));
        for (const line of text.split("\n")) expect(obeyed(line)).toBe(false);
        const { attributes, children } = readXml(text);
        const cases = children.flatMap((suite) => suite.children);
        const failed = cases.filter((one) => one.children[0]?.name === "failure");
        expect(cases).toHaveLength(findings.length + 1);
        expect(failed).toHaveLength(findings.filter(({ severity }) => severity !== "info").length);
        expect(attributes).toMatchObject({ tests: String(cases.length), failures: String(failed.length) });
        for (const suite of children) {
          const failures = suite.children.filter((one) => one.children[0]?.name === "failure");
          expect(suite.attributes).toMatchObject({
            tests: String(suite.children.length),
            failures: String(failures.length),
          });
        }
        expect(
          cases
            .slice(1)
            .map((one) => one.attributes["classname"])
            .toSorted(),
        ).toEqual(findings.map(({ rule }) => xmlCharacters(rule)).toSorted());
      }),
      seeded,
    );
  });

  it("holds one case that passed for a clean run", () => {
    const [suite] = readXml(renderJunit(result([]), context({}))).children;
    expect(suite?.children).toMatchObject([
      { attributes: { name: "checked 4 operations, 9 statements, 2 migrations against 16 rules" }, children: [] },
    ]);
  });
});
