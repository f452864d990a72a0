import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareFindings } from "../../src/engine/order.ts";
import type { Finding, Location } from "../../src/findings/finding.ts";

const position = fc.record({ line: fc.integer({ min: 1, max: 3 }), column: fc.integer({ min: 1, max: 3 }) });
const location: fc.Arbitrary<Location> = fc.record({
  file: fc.constantFrom("a.sql", "B.sql", "ä.ts"),
  start: position,
  end: position,
  label: fc.constantFrom("", "here"),
});
const finding: fc.Arbitrary<Finding> = fc.record({
  rule: fc.constantFrom("schema/a", "code/b"),
  severity: fc.constant("error" as const),
  confidence: fc.constant("high" as const),
  message: fc.constantFrom("one", "two"),
  primary: location,
  related: fc.array(location, { maxLength: 2 }),
  anchor: fc.constantFrom("x", "y"),
  fingerprint: fc.constantFrom("1", "2"),
  fixes: fc.constant([]),
});

describe("the order of findings", () => {
  it("is total: any shuffle sorts to the same list", () => {
    fc.assert(
      fc.property(fc.array(finding, { maxLength: 12 }), fc.infiniteStream(fc.nat()), (findings, random) => {
        const keyed = findings.map((item) => ({ item, key: random.next().value as number }));
        const shuffled = keyed.toSorted((a, b) => a.key - b.key).map(({ item }) => item);
        expect(JSON.stringify(shuffled.sort(compareFindings))).toBe(JSON.stringify(findings.toSorted(compareFindings)));
      }),
    );
  });

  it("is a proper comparison: antisymmetric and transitive", () => {
    fc.assert(
      fc.property(finding, finding, finding, (a, b, c) => {
        expect(Math.sign(compareFindings(a, b))).toBe(-Math.sign(compareFindings(b, a)) + 0);
        if (compareFindings(a, b) <= 0 && compareFindings(b, c) <= 0)
          expect(compareFindings(a, c)).toBeLessThanOrEqual(0);
      }),
    );
  });
});
