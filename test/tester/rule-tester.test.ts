import { AssertionError } from "node:assert";
import { describe, expect, it } from "vitest";
import foreignKeyIndex from "../../rules/schema/foreign-key-index.ts";
import { defineRule } from "../../src/rule/define.ts";
import { flag } from "../../src/rule/options.ts";
import { lineDiff } from "../../src/tester/line-diff.ts";
import { RuleTester } from "../../src/tester/rule-tester.ts";

const files = (orders: string) => ({
  "migrations/001_shop.up.sql": `CREATE TABLE customers (id bigint PRIMARY KEY);\n${orders}\n`,
  "migrations/001_shop.down.sql": "DROP TABLE orders;\nDROP TABLE customers;\n",
});
const unindexed = files("CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint REFERENCES customers);");
const indexed = files(
  "CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint REFERENCES customers);\nCREATE INDEX ON orders (customer_id);",
);

const tester = new RuleTester(foreignKeyIndex);
const failure = async (run: Promise<void>): Promise<AssertionError> => {
  const thrown = await run.then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(thrown).toBeInstanceOf(AssertionError);
  return thrown as AssertionError;
};

describe("the rule tester", () => {
  it("is content with a rule that does what its cases say", async () => {
    const report = await tester.report({ files: unindexed });
    expect(report).toMatch(/^warning\[schema\/foreign-key-index\]: foreign key `orders\.customer_id` has no index\n/);
    await tester.run({
      valid: { "an index": { files: indexed } },
      invalid: { "no index": { files: unindexed, report: `\n${report}\n` } },
    });
  });

  it("shows what a valid case wrongly gave", async () => {
    const error = await failure(tester.run({ valid: { "no index": { files: unindexed } }, invalid: {} }));
    expect(error.message).toMatch(
      /^schema\/foreign-key-index: valid: no index: expected \(-\) and found \(\+\):\n[^]*\+ warning\[schema\/foreign-key-index\]/,
    );
    expect(error.expected).toBe("");
    expect(error.actual).toBe((await tester.report({ files: unindexed })).trim());
  });

  it("shows how an invalid case differs, line by line", async () => {
    const report = await tester.report({ files: unindexed });
    const error = await failure(
      tester.run({
        valid: {},
        invalid: { "no index": { files: unindexed, report: report.replace("has no index", "lacks an index") } },
      }),
    );
    expect(error.message).toContain(
      "- warning[schema/foreign-key-index]: foreign key `orders.customer_id` lacks an index\n+ warning[schema/foreign-key-index]: foreign key `orders.customer_id` has no index\n",
    );
    const missing = await failure(tester.run({ valid: {}, invalid: { "an index": { files: indexed, report } } }));
    expect(missing.message).toContain("- warning[schema/foreign-key-index]");
  });

  it("does not let a case pass that expects nothing, or that nothing read", async () => {
    expect(
      (await failure(tester.run({ valid: {}, invalid: { empty: { files: unindexed, report: " " } } }))).message,
    ).toContain("a case that is invalid must expect a report");
    expect(
      (await failure(tester.run({ valid: { odd: { files: { "notes.txt": "x" } } }, invalid: {} }))).message,
    ).toContain("none of the case's files was read: notes.txt: ");
  });

  it("gives a rule the options of its case", async () => {
    const rule = defineRule({
      id: "schema/loud",
      practice: "data/keys",
      severity: "error",
      confidence: "low",
      preset: "strict",
      since: "0.1.0",
      summary: "tables are quiet",
      why: "Loud tables wake the neighbours.",
      fix: "hush",
      tradeoff: "None.",
      references: [],
      options: { loud: flag("whether to shout") },
      check({ schema, report, options }) {
        for (const table of schema.tables())
          if (options.loud) report({ at: table, message: `table \`${table.path}\` is loud` });
      },
    });
    const loud = new RuleTester(rule);
    await loud.run({ valid: { "by default": { files: indexed } }, invalid: {} });
    expect(await loud.report({ files: indexed, options: { loud: true } })).toContain(
      "error[schema/loud]: table `customers` is loud (low confidence)\n",
    );
  });

  it("says that a rule crashed", async () => {
    const broken = new RuleTester({ ...foreignKeyIndex, check: () => JSON.parse("{") });
    expect((await failure(broken.run({ valid: { any: { files: indexed } }, invalid: {} }))).message).toContain(
      "archlint/crashed",
    );
  });
});

describe("a difference of lines", () => {
  it("keeps what is common", () => {
    expect(lineDiff("a\nb\nc", "a\nx\nc\nd")).toBe("  a\n- b\n+ x\n  c\n+ d");
    expect(lineDiff("a", "a")).toBe("  a");
  });
});
