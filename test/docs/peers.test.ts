import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const page = readFileSync(new URL("../../docs/peers-openapi.md", import.meta.url), "utf8");
const rules = readdirSync(new URL("../../rules/openapi", import.meta.url))
  .filter((file) => file.endsWith(".ts"))
  .map((file) => `openapi/${file.replace(/\.ts$/, "")}`);
const named = [...page.matchAll(/`(openapi\/[a-z0-9-]+)`( ✓)?/g)].map(([, id = "", mark]) => ({ id, mark }));

describe("the comparison of OpenAPI rules", () => {
  it("names no rule that does not exist", () => {
    expect(named.map(({ id }) => id).filter((id) => !rules.includes(id))).toEqual([]);
  });

  it("leaves out no rule that exists", () => {
    const names = new Set(named.map(({ id }) => id));
    expect(rules.filter((id) => !names.has(id))).toEqual([]);
  });

  it("marks those of the preset `recommended`, and no others", () => {
    const wrong = named.filter(({ id, mark }) => {
      const source = readFileSync(new URL(`../../rules/${id}.ts`, import.meta.url), "utf8");
      return /preset: "recommended"/.test(source) !== (mark !== undefined);
    });
    expect(wrong).toEqual([]);
  });
});
