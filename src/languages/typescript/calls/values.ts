import { ts } from "ts-morph";
import type { ObjectEntry, Ref, Root, ValueFact } from "../../../facts/calls.ts";
import type { Span } from "../../../facts/routes.ts";
import { createLookup, type Declaration } from "./bindings.ts";
import { kindsOf } from "./kinds.ts";
import type { Numbering } from "./numbering.ts";

/** How deep and how wide values are followed: what lies beyond is `other`, and an object or list with more is open. */
const DEPTH = 9;
const WIDTH = 160;
/** In UTF-16 code units. Enough of a text to know what it is. */
const LENGTH = 400;

export interface Values {
  ref(node: ts.Expression): Ref;
  value(node: ts.Expression | undefined): ValueFact;
  /** The type a declaration names: `Pool` of `db: Pool | null`. */
  type(node: ts.TypeNode | undefined): Ref | null;
  span(node: ts.Node): Span;
}

const other: ValueFact = { kind: "other" };

export function createValues(sourceFile: ts.SourceFile, numbers: Numbering): Values {
  const lookup = createLookup();
  const span = (node: ts.Node): Span => [startOf(node, sourceFile), node.end];

  function rootOf(node: ts.Expression): Root {
    if (ts.isIdentifier(node)) return named(node.text, node);
    if (node.kind === ts.SyntaxKind.ThisKeyword) return { kind: "this", class: classAround(node) };
    if (node.kind === ts.SyntaxKind.SuperKeyword) return { kind: "super", class: classAround(node) };
    if (ts.isFunctionExpression(node) || ts.isArrowFunction(node))
      return { kind: "function", index: numbers.functionOf(node) };
    if (ts.isClassExpression(node)) return { kind: "class", index: numbers.classOf(node) };
    const call = numbers.callOf(node);
    return call === undefined ? { kind: "other" } : { kind: "call", index: call };
  }

  function named(name: string, from: ts.Node): Root {
    const found = lookup(name, from);
    return found ? declared(found) : { kind: "global", name };
  }

  function declared(found: Declaration): Root {
    switch (found.kind) {
      case "variable": {
        const index = numbers.nameOf(found.element ?? found.node);
        return index === undefined ? { kind: "other" } : { kind: "name", index };
      }
      case "parameter":
        return {
          kind: "parameter",
          function: numbers.functionOf(found.function),
          index: found.function.parameters.indexOf(found.node),
          path: found.path,
        };
      case "function":
        return { kind: "function", index: numbers.functionOf(found.node) };
      case "class":
        return { kind: "class", index: numbers.classOf(found.node) };
      case "import":
        return { kind: "import", local: found.local };
      case "declared":
        return { kind: "other" };
    }
  }

  function classAround(node: ts.Node): number {
    for (let at: ts.Node | undefined = node.parent; at; at = at.parent) {
      if (ts.isClassLike(at)) return numbers.classOf(at);
      // A function of its own has its own `this`.
      if (ts.isFunctionDeclaration(at) || ts.isFunctionExpression(at)) return -1;
    }
    return -1;
  }

  function ref(node: ts.Expression): Ref {
    const path: string[] = [];
    let at = unwrap(node);
    for (;;) {
      if (ts.isPropertyAccessExpression(at)) path.push(at.name.text);
      else if (ts.isElementAccessExpression(at))
        path.push(ts.isStringLiteralLike(at.argumentExpression) ? at.argumentExpression.text : "[]");
      else break;
      at = unwrap(at.expression);
    }
    return { root: rootOf(at), path: path.toReversed() };
  }

  function environment(node: ts.Expression): string | null {
    const { root, path } = ref(node);
    if (root.kind !== "global") return isMetaEnvironment(node) ? (path.at(-1) ?? null) : null;
    const whole = [root.name, ...path];
    return whole.length === 3 && /^(?:process|Bun)$/.test(whole[0] as string) && whole[1] === "env"
      ? (whole[2] as string)
      : null;
  }

  function value(written: ts.Expression | undefined, depth = 0): ValueFact {
    if (!written || depth > DEPTH) return other;
    const node = unwrap(written);
    if (ts.isStringLiteralLike(node)) return { kind: "literal", value: node.text.slice(0, LENGTH) };
    if (ts.isNumericLiteral(node)) return { kind: "literal", value: Number(node.text) };
    if (node.kind === ts.SyntaxKind.TrueKeyword) return { kind: "literal", value: true };
    if (node.kind === ts.SyntaxKind.FalseKeyword) return { kind: "literal", value: false };
    if (node.kind === ts.SyntaxKind.NullKeyword) return { kind: "literal", value: null };
    if (ts.isRegularExpressionLiteral(node)) return { kind: "regex", text: node.text.slice(0, LENGTH) };
    if (ts.isObjectLiteralExpression(node)) return objectValue(node, depth);
    if (ts.isArrayLiteralExpression(node)) return arrayValue(node, depth);
    if (ts.isTemplateExpression(node))
      return {
        kind: "template",
        parts: [node.head.text, ...node.templateSpans.map((each) => each.literal.text)].map((part) =>
          part.slice(0, LENGTH),
        ),
        holes: node.templateSpans.map((each) => value(each.expression, depth + 1)),
      };
    if (ts.isConditionalExpression(node))
      return {
        kind: "choice",
        operator: "?:",
        options: [node.whenTrue, node.whenFalse].map((each) => value(each, depth + 1)),
      };
    if (ts.isBinaryExpression(node)) return binaryValue(node, depth);
    if (
      ts.isPrefixUnaryExpression(node) &&
      node.operator === ts.SyntaxKind.MinusToken &&
      ts.isNumericLiteral(node.operand)
    )
      return { kind: "literal", value: -Number(node.operand.text) };
    if (ts.isArrowFunction(node) || ts.isFunctionExpression(node))
      return { kind: "function", function: numbers.functionOf(node) };
    if (ts.isClassExpression(node)) return { kind: "class", class: numbers.classOf(node) };
    const call = numbers.callOf(node);
    if (call !== undefined) return { kind: "call", call };
    if (!isReference(node)) return other;
    const name = environment(node);
    return name !== null
      ? { kind: "environment", name, at: span(node) }
      : { kind: "ref", ref: ref(node), at: span(node) };
  }

  function objectValue(node: ts.ObjectLiteralExpression, depth: number): ValueFact {
    const members: ObjectEntry[] = [];
    let open = node.properties.length > WIDTH;
    for (const property of node.properties.slice(0, WIDTH)) {
      const key = property.name && keyText(property.name);
      if (key === undefined || key === null) open = true;
      else members.push({ key, value: memberValue(property, depth + 1), at: span(property) });
    }
    const spreads = node.properties
      .slice(0, WIDTH)
      .filter(ts.isSpreadAssignment)
      .map((each) => value(each.expression, depth + 1));
    return { kind: "object", members, open, ...(spreads.length > 0 && { spreads }), at: span(node) };
  }

  function memberValue(property: ts.ObjectLiteralElementLike, depth: number): ValueFact {
    if (ts.isPropertyAssignment(property)) return value(property.initializer, depth);
    if (ts.isShorthandPropertyAssignment(property)) return value(property.name, depth);
    if (ts.isMethodDeclaration(property)) return { kind: "function", function: numbers.functionOf(property) };
    return other;
  }

  function arrayValue(node: ts.ArrayLiteralExpression, depth: number): ValueFact {
    const items = node.elements.slice(0, WIDTH);
    return {
      kind: "array",
      items: items.filter((item) => !ts.isSpreadElement(item)).map((item) => value(item, depth + 1)),
      open: node.elements.length > WIDTH || items.some(ts.isSpreadElement),
    };
  }

  function binaryValue(node: ts.BinaryExpression, depth: number): ValueFact {
    const operator = node.operatorToken.getText(sourceFile);
    if (operator === "," || operator === "=") return value(node.right, depth + 1);
    const [left, right] = [value(node.left, depth + 1), value(node.right, depth + 1)];
    if (operator === "||" || operator === "??" || operator === "&&")
      return { kind: "choice", operator, options: [left, right] };
    return { kind: "binary", operator, left, right };
  }

  function type(node: ts.TypeNode | undefined): Ref | null {
    if (!node) return null;
    if (ts.isUnionTypeNode(node) || ts.isIntersectionTypeNode(node)) {
      const known = node.types.map(type).filter((each) => each !== null);
      return known.length === 1 ? (known[0] as Ref) : null;
    }
    if (!ts.isTypeReferenceNode(node)) return null;
    const path: string[] = [];
    let at = node.typeName;
    for (; ts.isQualifiedName(at); at = at.left) path.push(at.right.text);
    return { root: named(at.text, at), path: path.toReversed() };
  }

  return { ref, value: (node) => value(node), type, span };
}

const chains = kindsOf(
  ts.SyntaxKind.PropertyAccessExpression,
  ts.SyntaxKind.ElementAccessExpression,
  ts.SyntaxKind.CallExpression,
  ts.SyntaxKind.NonNullExpression,
);

/**
 * Where a node begins, without what stands before it. The scanner is asked only where it must be: a chain begins where its
 * first name does, and a name is as long as its text.
 */
function startOf(node: ts.Node, sourceFile: ts.SourceFile): number {
  let at = node;
  while (chains[at.kind]) at = (at as ts.PropertyAccessExpression).expression;
  if (!ts.isIdentifier(at)) return at.getStart(sourceFile);
  const start = at.end - at.text.length;
  // An escaped name (`\u0061`) is longer than its text.
  return start >= at.pos && sourceFile.text.startsWith(at.text, start) ? start : at.getStart(sourceFile);
}

const wrappers = kindsOf(
  ts.SyntaxKind.ParenthesizedExpression,
  ts.SyntaxKind.AwaitExpression,
  ts.SyntaxKind.NonNullExpression,
  ts.SyntaxKind.AsExpression,
  ts.SyntaxKind.SatisfiesExpression,
  ts.SyntaxKind.TypeAssertionExpression,
);

/** Parentheses, `await`, `!` and assertions change no value. */
export function unwrap(node: ts.Expression): ts.Expression {
  let at = node;
  while (wrappers[at.kind]) at = (at as ts.ParenthesizedExpression).expression;
  return at;
}

function isReference(node: ts.Expression): boolean {
  return (
    ts.isIdentifier(node) ||
    ts.isPropertyAccessExpression(node) ||
    ts.isElementAccessExpression(node) ||
    node.kind === ts.SyntaxKind.ThisKeyword
  );
}

function keyText(name: ts.PropertyName): string | null {
  if (ts.isIdentifier(name) || ts.isStringLiteralLike(name) || ts.isNumericLiteral(name)) return name.text;
  if (ts.isComputedPropertyName(name) && ts.isStringLiteralLike(name.expression)) return name.expression.text;
  return null;
}

/** `import.meta.env.NAME`. */
function isMetaEnvironment(node: ts.Expression): boolean {
  if (!ts.isPropertyAccessExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return false;
  const { name, expression } = node.expression;
  return name.text === "env" && ts.isMetaProperty(expression);
}
