import { ts } from "ts-morph";
import { describe, expect, it } from "vitest";
import { parse } from "../../../src/languages/typescript/parse.ts";
import { createDispatch, register, walk } from "../../../src/languages/typescript/walk.ts";

describe("walk", () => {
  it("visits parents before children, in the order of the source, each node once", () => {
    const { sourceFile } = parse("a.ts", "f(a, g(b)); class C { m() { return h(c); } }");
    const seen: string[] = [];
    const dispatch = createDispatch();
    register(dispatch, {
      [ts.SyntaxKind.Identifier]: (node) => seen.push((node as ts.Identifier).text),
      [ts.SyntaxKind.CallExpression]: (node) => seen.push(`call ${(node as ts.CallExpression).expression.getText()}`),
    });
    walk(sourceFile, dispatch);
    expect(seen).toEqual(["call f", "f", "a", "call g", "g", "b", "C", "m", "call h", "h", "c"]);
  });

  it("visits the same nodes as a recursive forEachChild", () => {
    const { sourceFile } = parse(
      "a.tsx",
      "@d() export class A<T> extends B { @p x?: T; static { f`${1}`; } } export const e = <a b={c}>{...d}</a>;",
    );
    const expected: ts.SyntaxKind[] = [];
    const recurse = (node: ts.Node): void => {
      expected.push(node.kind);
      ts.forEachChild(node, recurse);
    };
    recurse(sourceFile);
    const seen: ts.SyntaxKind[] = [];
    const dispatch = createDispatch();
    for (const kind of new Set(expected)) register(dispatch, { [kind]: (node: ts.Node) => seen.push(node.kind) });
    walk(sourceFile, dispatch);
    expect(seen).toEqual(expected);
  });

  it("has set every parent in the tree, below a node as well, when it calls a handler", () => {
    const { sourceFile } = parse("a.ts", "@d class A { m(a = { b: [c] }) { return `${a}` + (x as Y); } }");
    const dispatch = createDispatch();
    let checked = 0;
    const check = (node: ts.Node): void =>
      ts.forEachChild(node, (child) => {
        expect(child.parent).toBe(node);
        checked++;
        check(child);
      });
    register(dispatch, { [ts.SyntaxKind.SourceFile]: check });
    walk(sourceFile, dispatch);
    expect(checked).toBeGreaterThan(20);
  });

  it("calls every handler of a kind, in the order of registration", () => {
    const dispatch = createDispatch();
    const seen: string[] = [];
    register(dispatch, { [ts.SyntaxKind.NumericLiteral]: () => seen.push("first") });
    register(dispatch, { [ts.SyntaxKind.NumericLiteral]: () => seen.push("second") });
    walk(parse("a.ts", "1").sourceFile, dispatch);
    expect(seen).toEqual(["first", "second"]);
  });

  it("survives a sum of twenty thousand terms, which is a tree twenty thousand deep", () => {
    const { sourceFile } = parse("a.ts", `const a = ${Array.from({ length: 20_000 }, () => '"x"').join("+")};`);
    let count = 0;
    const dispatch = createDispatch();
    register(dispatch, { [ts.SyntaxKind.StringLiteral]: () => count++ });
    walk(sourceFile, dispatch);
    expect(count).toBe(20_000);
  });
});
