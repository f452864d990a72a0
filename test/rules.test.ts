import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { rules } from "../rules/registry.ts";
import { lint } from "../src/engine/lint.ts";
import { renderText } from "../src/reporters/text.ts";
import { openTree } from "../src/workspace/disk-tree.ts";

/**
 * A rule's cases are its fixtures: each `bad-*` folder gives exactly the findings of its expected.txt, each `good-*`
 * gives nothing. `UPDATE_FIXTURES=1 npx vitest run test/rules.test.ts` writes expected.txt: read what it wrote.
 */
const fixtures = path.join(import.meta.dirname, "../fixtures");
const update = process.env["UPDATE_FIXTURES"] === "1";

/** A fixture about change holds two trees, `base/` and `head/`: what was merged, and what is there now. */
async function findingsIn(fixture: string, rule: string): Promise<{ text: string; count: number }> {
  const changed = existsSync(path.join(fixture, "base"));
  const folder = changed ? path.join(fixture, "head") : fixture;
  const before = path.join(fixture, "base");
  const base = changed ? { changes: changesBetween(before, folder), baseTree: openTree(before) } : {};
  // With a tree of its own, the state of the repository around a fixture has no say in what counts as history.
  const run = await lint({ cwd: folder, tree: openTree(folder), only: [rule], ...base });
  const text = renderText(run.result, run.context, { width: 100 });
  return { text, count: run.result.findings.length };
}

function changesBetween(base: string, head: string) {
  const before = openTree(base);
  const after = openTree(head);
  const modified = after.files.filter((file) => before.has(file) && before.read(file).text !== after.read(file).text);
  return { added: new Set(after.files.filter((file) => !before.has(file))), modified: new Set(modified) };
}

describe.each(rules.map((rule) => [rule.id] as const))("%s", (id: string) => {
  const folder = path.join(fixtures, id);
  const cases = existsSync(folder) ? readdirSync(folder).sort() : [];
  const bad = cases.filter((name) => name.startsWith("bad-"));
  const good = cases.filter((name) => name.startsWith("good-"));

  it("has a bad and a good fixture, and nothing else", () => {
    expect(bad.length, `fixtures/${id}/bad-*`).toBeGreaterThan(0);
    expect(good.length, `fixtures/${id}/good-*`).toBeGreaterThan(0);
    expect(cases).toEqual([...bad, ...good]);
  });

  it.each(bad)("%s gives its findings", async (name) => {
    const file = path.join(folder, name, "expected.txt");
    const { text, count } = await findingsIn(path.join(folder, name), id);
    expect(count).toBeGreaterThan(0);
    if (update) writeFileSync(file, text);
    expect(text).toBe(existsSync(file) ? readFileSync(file, "utf8") : `fixtures/${id}/${name} has no expected.txt`);
  });

  it.each(good)("%s gives nothing", async (name) => {
    const { text, count } = await findingsIn(path.join(folder, name), id);
    expect(count, text).toBe(0);
  });
});
