import { describe, expect, it } from "vitest";
import { readCode } from "../read-code.ts";

const imports = (code: string, file = "src/a.ts") =>
  readCode(code, { file }).facts.imports.map(({ specifier, kind, bindings, deferred }) => ({
    specifier,
    kind,
    bindings: bindings.map(({ imported, local, value }) => `${value ? "" : "type "}${imported} as ${local}`),
    deferred,
  }));
const one = (code: string, file?: string) => imports(code, file)[0];

describe("imports", () => {
  it.each([
    ["import './a.ts';", { kind: "static", bindings: [] }],
    [
      "import d, { a, b as c } from './a.ts'; d(a, c);",
      { kind: "static", bindings: ["default as d", "a as a", "b as c"] },
    ],
    ["import * as n from './a.ts'; n.x();", { kind: "static", bindings: ["* as n"] }],
    ["import type { A } from './a.ts';", { kind: "type", bindings: ["type A as A"] }],
    ["import { type A, b } from './a.ts'; b();", { kind: "static", bindings: ["type A as A", "b as b"] }],
    ["export * from './a.ts';", { kind: "re-export", bindings: ["* as *"] }],
    ["export * as n from './a.ts';", { kind: "re-export", bindings: ["* as n"] }],
    ["export { a as b } from './a.ts';", { kind: "re-export", bindings: ["a as b"] }],
    ["export type { A } from './a.ts';", { kind: "type", bindings: ["type A as A"] }],
    ["import a = require('./a.ts'); a();", { kind: "require", bindings: ["* as a"] }],
    ["const a = require('./a.ts');", { kind: "require", bindings: ["* as a"] }],
    ["const { a, b: c } = require('./a.ts');", { kind: "require", bindings: ["a as a", "b as c"] }],
    ["const a = require('./a.ts').default;", { kind: "require", bindings: ["default as a"] }],
    ["require('./a.ts')(app);", { kind: "require", bindings: [] }],
    ["const { a } = await import('./a.ts');", { kind: "dynamic", bindings: ["a as a"] }],
    ["const a = (await import(`./a.ts`)).default;", { kind: "dynamic", bindings: ["default as a"] }],
    ["let a: import('./a.ts').A;", { kind: "type", bindings: [] }],
  ])("reads %s", (code, expected) => {
    expect(one(code)).toEqual({ specifier: "./a.ts", deferred: false, ...expected });
  });

  it("tells what runs with the module from what runs with a function", () => {
    expect(
      imports(
        "const a = require('./a'); const f = () => require('./b'); class C { m() { return import('./c'); } }",
      ).map(({ specifier, deferred }) => [specifier, deferred]),
    ).toEqual([
      ["./a", false],
      ["./b", true],
      ["./c", true],
    ]);
  });

  it("leaves specifiers that are not literal", () => {
    expect(imports("require(name); import(`./${a}`);")).toEqual([]);
  });

  it("says where each stands", () => {
    const code = "// first\nimport { a } from './a.ts';\nf(require('./b'));";
    expect(readCode(code).facts.imports.map(({ start, end }) => code.slice(start, end))).toEqual([
      "import { a } from './a.ts';",
      "require('./b')",
    ]);
  });
});

const isValue = (use: string, file?: string): boolean =>
  one(`import { X } from './x.ts';\n${use}`, file)?.bindings[0] === "X as X";

describe("whether an imported name remains at run time", () => {
  it.each([
    "X();",
    "new X();",
    "f(X);",
    "const a = { X };",
    "const a = { b: X };",
    "class A extends X {}",
    "class A extends X.Y {}",
    "export { X };",
    "export default X;",
    "a[X];",
    "`${X}`",
    "f<string>(X)",
    "class A { b = X; }",
    "X.a.b();",
    "import Y = X.Z;",
    "const { a = X } = b;",
    "@X class A {}",
    "a instanceof X",
    "({} as any) satisfies Y, X",
    "const a = <X />;",
  ])("%s: yes", (use) => {
    expect(isValue(use, use.includes("<X />") ? "src/a.tsx" : undefined)).toBe(true);
  });

  it.each([
    "let a: X;",
    "let a: X.Y;",
    "let a: typeof X;",
    "f<X>();",
    "class A implements X {}",
    "interface A extends X {}",
    "type A = X | B;",
    "export type { X };",
    "a.X;",
    "const a = { X: 1 };",
    "const { X: b } = c;",
    "class A { X = 1; }",
    "function f(a: X): X {}",
    "a as X;",
    "function isX(a): a is X {}",
    "",
  ])("%s: no", (use) => {
    expect(isValue(use)).toBe(false);
  });

  it.each([
    "@d class A { constructor(private x: X) {} }",
    "class A { constructor(@d() x: X) {} }",
    "class A { @d() x: X; }",
    "class A { @d() x: X | null; }",
    "class A { @d() m(x: X) {} }",
    "class A { @d() m(): X {} }",
  ])("%s: yes, decorators keep it as metadata", (use) => {
    expect(isValue(use)).toBe(true);
  });

  it.each([
    "@d class A { m(x: X) {} }",
    "@d class A { x: X; }",
    "class A { @d() x: X[]; }",
    "class A { @d() x: X | Y; }",
    "class A { @d() x: Promise<X>; }",
  ])("%s: no, this metadata does not name it", (use) => {
    expect(isValue(use)).toBe(false);
  });

  it("is always so in JavaScript", () => {
    expect(isValue("", "src/a.js")).toBe(true);
  });
});

describe("exports", () => {
  it.each([
    ["export const a = 1, { b, c: [d] } = e;", ["a=a", "b=b", "d=d"]],
    ["export function f() {} export class C {} export enum E {}", ["f=f", "C=C", "E=E"]],
    ["export interface I {} export type T = 1;", ["type I=I", "type T=T"]],
    ["export default function () {}", ["default=null"]],
    ["export default class A {}", ["default=A"]],
    ["const a = 1; export default a;", ["default=a"]],
    ["export default { a: 1 };", ["default=null"]],
    ["const a = 1; export { a, a as b };", ["a=a", "b=a"]],
    ["export { a } from './b'; export * from './c';", []],
    ["module.exports = router;", ["default=router"]],
    ["module.exports = { a, b: c, d() {} };", ["default=null", "a=a", "b=c", "d=null"]],
    ["exports.a = b; module.exports.c = () => {};", ["a=b", "c=null"]],
    ["export = app;", ["default=app"]],
  ])("reads %s", (code, expected) => {
    expect(
      readCode(code).facts.exports.map(({ exported, local, type }) => `${type ? "type " : ""}${exported}=${local}`),
    ).toEqual(expected);
  });
});
