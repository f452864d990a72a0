import path from "node:path";
import { describe, expect, test } from "vitest";
import primaryKey from "../../rules/schema/primary-key.ts";
import { clearestExamples } from "../../scripts/generate/examples.ts";
import { generatedFiles } from "../../scripts/generate/generated-files.ts";
import { practiceIndex } from "../../scripts/generate/practice-index.ts";
import { registry } from "../../scripts/generate/registry.ts";
import { loadRules, ruleIds } from "../../scripts/generate/rule-files.ts";
import { withGeneratedParts } from "../../scripts/generate/readme.ts";
import { ruleIndex } from "../../scripts/generate/rule-index.ts";
import { rulePage, sentence } from "../../scripts/generate/rule-page.ts";
import { namespaces, ruleSkeleton } from "../../scripts/generate/rule-skeleton.ts";
import type { AnyRule } from "../../src/rule/define.ts";
import { count, list } from "../../src/rule/options.ts";
import { tempFolder } from "../support/temp-folder.ts";

const rule: AnyRule = {
  ...primaryKey,
  id: "schema/foreign-key-index",
  summary: "every foreign key is covered by an index",
  why: "A DELETE reads the whole table.",
  fix: "CREATE INDEX CONCURRENTLY ON <table> (<columns>)",
  references: ["https://example.com"],
  options: { ignoreTables: list("tables that need none, by name|path"), least: count("columns", 2, 1) },
};

const root = path.join(import.meta.dirname, "../..");

describe("the registry", () => {
  test("imports each rule once, sorted by id", () => {
    const ids = ruleIds(
      tempFolder({
        "rules/registry.ts": "",
        "rules/schema/b-c.ts": "",
        "rules/code/a.ts": "",
        "rules/schema/b.ts": "",
      }),
    );
    expect(ids).toEqual(["code/a", "schema/b", "schema/b-c"]);
    expect(registry(ids)).toContain('import schemaBC from "./schema/b-c.ts";');
    expect(registry(ids)).toContain("= [\n  codeA,\n  schemaB,\n  schemaBC,\n];");
  });

  test("refuses a file that does not hold the rule its path promises", async () => {
    const other = tempFolder({ "rules/schema/a.ts": 'export default { id: "schema/b" };\n' });
    await expect(loadRules(other)).rejects.toThrow(
      'expected a default export with the id "schema/a", found the id "schema/b"',
    );
    const none = tempFolder({ "rules/schema/a.ts": "export const rule = {};\n" });
    await expect(loadRules(none)).rejects.toThrow("found none");
  });
});

describe("the index of practices", () => {
  test("has every rule once, what is on by default in bold, and what nothing checks yet", () => {
    const index = practiceIndex([
      { ...rule, practice: "data/indexing" },
      { ...rule, id: "schema/other", preset: "strict", practice: "data/keys" },
    ]);
    expect(index).toContain(
      "| data/indexing | efficient indexes | **[schema/foreign-key-index](./rules/schema/foreign-key-index.md)** |\n",
    );
    expect(index).toContain("| [schema/other](./rules/schema/other.md) |\n");
    expect(index).toContain("## data\n\n| practice | asks for | rules |\n");
    expect(index).toContain("| grpc/contract | gRPC contracts | none yet |\n");
    expect(index).toContain(": 2 of ");
  });
});

describe("a rule's page", () => {
  const example = { name: "bad-a", files: [{ path: "a.md", text: "```\ncode\n```\n" }], expected: "error: x\n" };

  test("has the rule's own words, its options and its fixtures", () => {
    const page = rulePage(rule, example, { ...example, name: "good-a", expected: null });
    expect(page).toContain("# schema/foreign-key-index\n\nEvery foreign key is covered by an index.\n");
    expect(page).toContain(rule.why);
    expect(page).toContain("| `ignoreTables` | list of texts | `[]` | tables that need none, by name\\|path |");
    expect(page).toContain("| `least` | whole number, 1 or more | `2` | columns |");
    expect(page).toContain("archlint says:\n\n```text\nerror: x\n```");
    expect(page).toContain("CREATE INDEX CONCURRENTLY ON \\<table>");
  });

  test("fences Markdown in more backticks than it holds", () => {
    expect(rulePage(rule, example, null)).toContain("````markdown\n```\ncode\n```\n````");
  });

  test("leaves out what a rule does not have", () => {
    const page = rulePage({ ...rule, options: {}, references: [] }, null, null);
    expect(page).not.toMatch(/## (?:Wrong|Right|Options|More)/);
  });

  test.each([
    ["every key has one", "Every key has one."],
    ["Ends already.", "Ends already."],
    ["`x` first", "`x` first."],
    ["write `a<b>` for <name>", "Write `a<b>` for \\<name>."],
  ])("makes %s a sentence", (text, expected) => {
    expect(sentence(text)).toBe(expected);
  });

  test("shows the shortest fixtures", () => {
    const folder = tempFolder({
      "fixtures/schema/x/bad-long/a.sql": "SELECT 1, 2, 3;",
      "fixtures/schema/x/bad-short/a.sql": "SELECT 1;",
      "fixtures/schema/x/bad-short/expected.txt": "found",
      "fixtures/schema/x/good-b/sub/a.sql": "SELECT 1;",
      "fixtures/schema/x/good-a/a.sql": "SELECT 2;",
    });
    const { bad, good } = clearestExamples(folder, "schema/x");
    expect(bad).toEqual({ name: "bad-short", files: [{ path: "a.sql", text: "SELECT 1;" }], expected: "found" });
    expect(good?.name).toBe("good-a");
    expect(clearestExamples(folder, "schema/none")).toEqual({ bad: null, good: null });
  });
});

describe("the tables", () => {
  test("the index groups by namespace", () => {
    expect(ruleIndex([rule])).toContain("## schema\n\n| rule |");
  });

  test("the README's parts are replaced between their markers, and only there", () => {
    const [sample, rules] = ["sample", "rules"].map(
      (name) => `<!-- ${name}:start, generated by \`npm run generate\` -->\nstale\n<!-- ${name}:end -->`,
    );
    const readme = `before\n${sample}\nbetween\n${rules}\nafter\n`;
    const first = withGeneratedParts(readme, [rule], "error[x]");
    expect(first).toMatch(
      /^before\n[^]*```text\nerror\[x\]\n```[^]*\nbetween\n[^]*\| \[schema\]\(docs\/rules\/README\.md#schema\) \| [^|]+ \| 1 \| 1 \|[^]*\nafter\n$/,
    );
    expect(first).not.toContain("stale");
    expect(withGeneratedParts(first, [rule], "error[x]")).toBe(first);
    expect(() => withGeneratedParts("no markers", [], "")).toThrow("expected the markers");
  });
});

test("a new rule of every namespace starts with all fields and its own id", () => {
  for (const namespace of namespaces) {
    const text = ruleSkeleton(`${namespace}/foo`);
    for (const field of [
      "practice",
      "severity",
      "confidence",
      "preset",
      "since",
      "summary",
      "why",
      "fix",
      "tradeoff",
      "references",
      "check",
    ]) {
      expect(text).toContain(`  ${field}`);
    }
    expect(text).toContain(`id: "${namespace}/foo"`);
  }
});

test("what is generated is the same each time, covers every rule, and begins with the registry", async () => {
  const [one, two] = [await collect(), await collect()];
  expect(one).toEqual(two);
  const files = one.map(([file]) => file);
  expect(files.filter((file) => !file.startsWith("docs/rules/"))).toEqual([
    "rules/registry.ts",
    "docs/practices.md",
    "schema.json",
    "docs/locks.md",
    "README.md",
  ]);
  expect(files).toEqual(expect.arrayContaining(ruleIds(root).map((id) => `docs/rules/${id}.md`)));
});

async function collect(): Promise<(readonly [string, string])[]> {
  const files: (readonly [string, string])[] = [];
  for await (const file of generatedFiles(root)) files.push(file);
  return files;
}
