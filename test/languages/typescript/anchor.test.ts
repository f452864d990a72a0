import { ts } from "ts-morph";
import { describe, expect, it } from "vitest";
import { anchorOf } from "../../../src/languages/typescript/anchor.ts";
import { parse } from "../../../src/languages/typescript/parse.ts";
import { createDispatch, register, walk } from "../../../src/languages/typescript/walk.ts";

/** The anchor of the first number in a file. */
function anchor(text: string): string | undefined {
  const found: string[] = [];
  const dispatch = createDispatch();
  register(dispatch, { [ts.SyntaxKind.NumericLiteral]: (node) => found.push(anchorOf("src/a.ts", node)) });
  walk(parse("src/a.ts", text).sourceFile, dispatch);
  return found[0];
}

describe("anchors", () => {
  it.each([
    ["1;", "typescript:src/a.ts"],
    ["class A { m() { return 1; } }", "typescript:src/a.ts#A.m"],
    ["class A { constructor() { f(1); } }", "typescript:src/a.ts#A.constructor"],
    ["class A { #p = 1; }", "typescript:src/a.ts#A.#p"],
    ["class A { get x() { return 1; } }", "typescript:src/a.ts#A.x"],
    ["export default function () { return 1; }", "typescript:src/a.ts#default"],
    ["export default { a: 1 };", "typescript:src/a.ts#default.a"],
    ["const f = () => { const g = 1; };", "typescript:src/a.ts#f.g"],
    ["const routes = { 'GET /users': () => 1 };", "typescript:src/a.ts#routes.GET /users"],
    ["const { a } = f(1);", "typescript:src/a.ts"],
    ["const o = { [computed]: 1 };", "typescript:src/a.ts#o"],
    ["exports.up = () => 1;", "typescript:src/a.ts#up"],
    ["module.exports.down = () => 1;", "typescript:src/a.ts#down"],
    ["other.thing = () => 1;", "typescript:src/a.ts"],
    ["namespace N { enum E { a = 1 } }", "typescript:src/a.ts#N.E"],
  ])("of the number in %s", (text, expected) => {
    expect(anchor(text)).toBe(expected);
  });
});
