import { ts } from "ts-morph";
import type { Declared } from "../scope.ts";
import { isAppendable, isAppended } from "./appended.ts";
import { literalParts, type Part } from "./parts.ts";
import { helperText, takesValues } from "./tags.ts";
import { unwrap } from "./unwrap.ts";

/** How far constants are followed into one another. */
const depthLimit = 6;

export interface Composer {
  /** The parts of an expression that is a text; null when nothing of it is. `used` gathers the literals it is made of. */
  compose(expression: ts.Expression, used: Set<ts.Node>): readonly Part[] | null;
}

/** Literals, templates, concatenations, joined arrays and constants of the same file, put together; everything else is a hole. */
export function createComposer(sourceFile: ts.SourceFile, lookUp: (name: ts.Identifier) => Declared | null): Composer {
  function parts(expression: ts.Expression, used: Set<ts.Node>, depth: number): readonly Part[] | null {
    const node = unwrap(expression);
    if (ts.isStringLiteralLike(node)) {
      used.add(node);
      return literalParts(node, sourceFile);
    }
    if (ts.isTemplateExpression(node)) return template(node, used, depth);
    if (ts.isTaggedTemplateExpression(node)) return tagged(node, used, depth);
    if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken)
      return sum(node, used, depth);
    if (ts.isCallExpression(node)) return called(node, used, depth);
    if (depth < depthLimit && (ts.isIdentifier(node) || ts.isPropertyAccessExpression(node)))
      return followed(node, used, depth + 1);
    return null;
  }

  const hole = (node: ts.Node): Part => ({ hole: node.getText(sourceFile), outer: node.getStart(sourceFile) });
  const orHole = (expression: ts.Expression, used: Set<ts.Node>, depth: number): readonly Part[] =>
    parts(expression, used, depth) ?? [hole(expression)];

  function template(node: ts.TemplateExpression, used: Set<ts.Node>, depth: number, raw = false): readonly Part[] {
    used.add(node);
    return [
      ...literalParts(node.head, sourceFile, raw),
      ...node.templateSpans.flatMap((span) => [
        ...orHole(span.expression, used, depth),
        ...literalParts(span.literal, sourceFile, raw),
      ]),
    ];
  }

  function tagged(node: ts.TaggedTemplateExpression, used: Set<ts.Node>, depth: number): readonly Part[] {
    used.add(node);
    const raw =
      ts.isPropertyAccessExpression(node.tag) &&
      node.tag.name.text === "raw" &&
      node.tag.expression.getText(sourceFile) === "String";
    if (!ts.isTemplateExpression(node.template)) {
      used.add(node.template);
      return literalParts(node.template, sourceFile, raw);
    }
    return takesValues(node.tag)
      ? parameterized(node.template, used, depth)
      : template(node.template, used, depth, raw);
  }

  /** A tag of SQL sends what is filled in as parameters; only pieces of SQL and names made by its helpers become text. */
  function parameterized(node: ts.TemplateExpression, used: Set<ts.Node>, depth: number): readonly Part[] {
    used.add(node);
    return [
      ...literalParts(node.head, sourceFile),
      ...node.templateSpans.flatMap((span) => [
        ...(piece(span.expression, used, depth) ?? [hole(span.expression)]),
        ...literalParts(span.literal, sourceFile),
      ]),
    ];
  }

  function piece(expression: ts.Expression, used: Set<ts.Node>, depth: number): readonly Part[] | null {
    const node = unwrap(expression);
    if (ts.isTaggedTemplateExpression(node)) return takesValues(node.tag) ? tagged(node, used, depth) : null;
    if (ts.isCallExpression(node)) {
      const helped = helperText(node, sourceFile);
      if (helped) return typeof helped === "string" ? [{ text: helped, outer: null }] : parts(helped, used, depth);
      return null;
    }
    if (depth >= depthLimit || !ts.isIdentifier(node)) return null;
    const found = lookUp(node);
    const value =
      found?.value ??
      (found?.constant && ts.isVariableDeclaration(found.node) && !used.has(found.node)
        ? found.node.initializer
        : undefined);
    if (!value || (found && isAppended(found.node))) return null;
    const held = unwrap(value);
    return ts.isTaggedTemplateExpression(held) || ts.isCallExpression(held) ? piece(held, used, depth + 1) : null;
  }

  /** Operands left to right, without recursion: a sum of a thousand lines is a tree a thousand deep. */
  function sum(node: ts.BinaryExpression, used: Set<ts.Node>, depth: number): readonly Part[] | null {
    const operands: ts.Expression[] = [];
    let left: ts.Expression = node;
    while (ts.isBinaryExpression(left) && left.operatorToken.kind === ts.SyntaxKind.PlusToken) {
      operands.push(left.right);
      left = unwrap(left.left);
    }
    operands.push(left);
    const known = operands.toReversed().map((operand) => ({ operand, found: parts(operand, used, depth) }));
    if (known.every(({ found }) => found === null)) return null;
    return known.flatMap(({ operand, found }) => found ?? [hole(operand)]);
  }

  /** `"…".trim()` and `[…].join(" ")`: ways of writing one text over several lines. */
  function called(node: ts.CallExpression, used: Set<ts.Node>, depth: number): readonly Part[] | null {
    if (!ts.isPropertyAccessExpression(node.expression)) return null;
    const { name, expression } = node.expression;
    if ((name.text === "trim" || name.text === "trimEnd") && node.arguments.length === 0)
      return parts(expression, used, depth);
    if (name.text === "append" && isAppendable(expression)) {
      const added = node.arguments[0];
      return [...(parts(expression, used, depth) ?? [hole(expression)]), ...(added ? orHole(added, used, depth) : [])];
    }
    const [separator] = node.arguments;
    const list = unwrap(expression);
    if (name.text !== "join" || !ts.isArrayLiteralExpression(list)) return null;
    const between = separator && ts.isStringLiteralLike(separator) ? separator.text : ",";
    return list.elements.flatMap((element, index) => [
      ...(index > 0 ? [{ text: between, outer: null }] : []),
      ...orHole(element, used, depth),
    ]);
  }

  function followed(
    node: ts.Identifier | ts.PropertyAccessExpression,
    used: Set<ts.Node>,
    depth: number,
  ): readonly Part[] | null {
    if (ts.isIdentifier(node)) {
      const found = lookUp(node);
      if (found?.value && !isAppended(found.node)) return parts(found.value, used, depth);
      if (!found || !ts.isVariableDeclaration(found.node) || !found.node.initializer || used.has(found.node))
        return null;
      const value = parts(found.node.initializer, used, depth);
      // A variable that may have been changed since: what it began with is known, what follows is not.
      return value === null || (found.constant && !isAppended(found.node))
        ? value
        : [...value, { text: " ", outer: null }, hole(node)];
    }
    if (!ts.isIdentifier(node.expression)) return null;
    const found = lookUp(node.expression);
    const member = found?.value ? propertyValue(found.value, node.name.text) : memberValue(found?.node, node.name.text);
    return member ? parts(member, used, depth) : null;
  }

  return { compose: (expression, used) => parts(expression, used, 0) };
}

/** The value of `TABLES.users`, of an object literal, a string enum or a class's static property. */
function memberValue(node: Declared["node"] | undefined, name: string): ts.Expression | undefined {
  if (!node) return undefined;
  if (ts.isEnumDeclaration(node))
    return node.members.find((member) => ts.isIdentifier(member.name) && member.name.text === name)?.initializer;
  if (ts.isClassDeclaration(node)) {
    const member = node.members.find(
      (each) => ts.isPropertyDeclaration(each) && ts.isIdentifier(each.name) && each.name.text === name,
    );
    return member && ts.isPropertyDeclaration(member) ? member.initializer : undefined;
  }
  return ts.isVariableDeclaration(node) && node.initializer ? propertyValue(node.initializer, name) : undefined;
}

function propertyValue(expression: ts.Expression, name: string): ts.Expression | undefined {
  const value = unwrap(expression);
  if (!ts.isObjectLiteralExpression(value)) return undefined;
  const property = value.properties.find(
    (each) => ts.isPropertyAssignment(each) && ts.isIdentifier(each.name) && each.name.text === name,
  );
  return property && ts.isPropertyAssignment(property) ? property.initializer : undefined;
}
