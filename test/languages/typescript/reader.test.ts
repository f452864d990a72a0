import { Node } from "ts-morph";
import { describe, expect, it } from "vitest";
import type { Report } from "../../../src/findings/report.ts";
import { typescript } from "../../../src/languages/typescript/language.ts";
import { reader } from "../../../src/languages/typescript/reader.ts";
import { defineRule, type AnyRule } from "../../../src/rule/define.ts";
import { memoryTree } from "../../support/memory-tree.ts";
import { readCode } from "./read-code.ts";

const base = {
  practice: "code/errors",
  severity: "warning",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "s",
  why: "w",
  fix: "f",
  tradeoff: "t",
  references: [],
} as const;

describe("reader", () => {
  it("uses what was parsed of a file with syntax errors, and says where the first stands", () => {
    const { facts, unread } = readCode('import a from "./a.ts";\n\nconst b = (;\nexport const c = 1;\n');
    expect(facts.imports.map(({ specifier }) => specifier)).toEqual(["./a.ts"]);
    expect(facts.exports.map(({ exported }) => exported)).toEqual(["c"]);
    expect(unread).toHaveLength(1);
    expect(unread[0]).toMatchObject({ file: "src/a.ts", line: 3 });
    expect(unread[0]?.reason).toMatch(/expected.*the rest of the file was read/);
  });

  it("gives empty facts and one unread entry for a binary file", () => {
    const { facts, unread, embedded } = readCode(new Uint8Array([0, 1, 2, 0, 255, 0]));
    expect(facts.imports).toEqual([]);
    expect(embedded).toEqual([]);
    expect(unread).toHaveLength(1);
  });

  it("reads an empty file, a byte order mark, CRLF and a shebang", () => {
    expect(readCode("").unread).toEqual([]);
    const { facts, unread } = readCode('\uFEFF#!/usr/bin/env node\r\nimport "./a.ts";\r\n');
    expect(unread).toEqual([]);
    expect(facts.imports).toMatchObject([{ specifier: "./a.ts", kind: "static" }]);
  });

  it("keeps JSX in JavaScript and casts in TypeScript apart", () => {
    expect(readCode("export const a = <p>{b}</p>;", { file: "src/a.js" }).unread).toEqual([]);
    expect(readCode("export const a = <string>b;").unread).toEqual([]);
    expect(readCode("@dec class A { constructor(@p private a: B) {} accessor b = 1; }").unread).toEqual([]);
  });

  it("runs rule visitors in the walk, with places, anchors and nodes wrapped on demand", () => {
    const reports: Report[] = [];
    const rule = defineRule({
      ...base,
      id: "code/seen",
      visit: {
        ThrowStatement(node, context) {
          const wrapped = context.wrap(node);
          context.report({
            at: context.at(node),
            anchor: context.anchor(node),
            message: `${context.role} ${Node.isThrowStatement(wrapped)} ${wrapped.getText()}`,
          });
        },
      },
    });
    readCode("export class A {\n  async run() {\n    const f = () => { throw 1; };\n  }\n}\n", {
      rules: [{ rule, options: {}, report: (report) => reports.push(report) }],
    });
    expect(reports).toEqual([
      {
        at: { file: "src/a.ts", start: 55, end: 63 },
        anchor: "typescript:src/a.ts#A.run.f",
        message: "server true throw 1;",
      },
    ]);
  });

  it("hands each visitor call to the guard, so that a crash stops neither the walk nor other rules", () => {
    const crashing = defineRule({
      ...base,
      id: "code/crashing",
      visit: {
        CatchClause: () => {
          throw new Error("boom");
        },
      },
    });
    const crashed: string[] = [];
    const tree = memoryTree({ "a.ts": 'try {} catch {} import "./b.ts";' });
    const guard = (rule: AnyRule, file: string, call: () => void): void => {
      try {
        call();
      } catch {
        crashed.push(`${rule.id} in ${file}`);
      }
    };
    const { facts } = reader.read(
      { file: "a.ts", role: "server" },
      { tree, rules: [{ rule: crashing, options: {}, report: () => {} }], embedded: new Map(), guard },
    );
    expect(crashed).toEqual(["code/crashing in a.ts"]);
    expect(facts.imports).toHaveLength(1);
  });

  it("gives plain facts: they survive serialisation unchanged", () => {
    const { facts, embedded } = readCode(
      'import { a } from "./a.ts";\nexport const q = a.query(`SELECT ${1} FROM t`);\nmodule.exports = { q };',
    );
    expect(JSON.parse(JSON.stringify({ facts, embedded }))).toEqual({ facts, embedded });
  });

  it("is what the language loads", async () => {
    expect(await typescript.load()).toBe(reader);
  });
});
