import { describe, expect, it } from "vitest";
import { rules } from "../../rules/registry.ts";
import { owasp, redocly, spectralOas } from "../../src/peers/equivalents.ts";

const known = new Set<string>(rules.map((rule) => rule.id));

describe("the table of equal rules", () => {
  it.each([
    ["spectral:oas", spectralOas, 56],
    ["OWASP", owasp, 32],
    ["Redocly", redocly, 70],
  ] as const)("%s names rules that exist here, each id once and in order", (_, table, size) => {
    const ours = Object.values(table).flatMap((equivalent) => equivalent?.ours ?? []);
    expect(ours.length).toBeGreaterThan(10);
    expect(ours.filter((id) => !known.has(id))).toEqual([]);
    expect(Object.keys(table)).toEqual(Object.keys(table).toSorted());
    expect(Object.keys(table)).toHaveLength(size);
  });
});
