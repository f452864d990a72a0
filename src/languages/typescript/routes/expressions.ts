import { ts } from "ts-morph";
import type { Expression, ObjectMember } from "../../../facts/routes.ts";
import { OPAQUE, type Lowering } from "./lowering.ts";

/** Larger literals are data: translations, fixtures, tables. */
const MAX_MEMBERS = 400;
const MAX_TEXT = 500;

export function lowerExpression(node: ts.Expression, lowering: Lowering): Expression {
  return lowering.deeper(OPAQUE, () => lower(node, lowering));
}

function lower(node: ts.Expression, lowering: Lowering): Expression {
  const go = (child: ts.Expression): Expression => lowering.expression(child);
  switch (node.kind) {
    case ts.SyntaxKind.Identifier:
      return { kind: "name", name: (node as ts.Identifier).text, at: lowering.at(node) };
    case ts.SyntaxKind.StringLiteral:
    case ts.SyntaxKind.NoSubstitutionTemplateLiteral: {
      const { text } = node as ts.StringLiteralLike;
      return text.length > MAX_TEXT ? OPAQUE : { kind: "literal", value: text };
    }
    case ts.SyntaxKind.NumericLiteral:
      return { kind: "literal", value: Number((node as ts.NumericLiteral).text) };
    case ts.SyntaxKind.TrueKeyword:
      return { kind: "literal", value: true };
    case ts.SyntaxKind.FalseKeyword:
      return { kind: "literal", value: false };
    case ts.SyntaxKind.NullKeyword:
      return { kind: "literal", value: null };
    case ts.SyntaxKind.RegularExpressionLiteral:
      return { kind: "regex", text: (node as ts.RegularExpressionLiteral).text };
    case ts.SyntaxKind.ThisKeyword:
      return { kind: "this" };
    case ts.SyntaxKind.SuperKeyword:
      return { kind: "super" };
    case ts.SyntaxKind.AwaitExpression: {
      const value = go((node as ts.AwaitExpression).expression);
      return value.kind === "call" ? { ...value, awaited: true } : value;
    }
    case ts.SyntaxKind.ParenthesizedExpression:
    case ts.SyntaxKind.AsExpression:
    case ts.SyntaxKind.SatisfiesExpression:
    case ts.SyntaxKind.NonNullExpression:
    case ts.SyntaxKind.TypeAssertionExpression:
      return go((node as ts.ParenthesizedExpression).expression);
    case ts.SyntaxKind.FunctionExpression:
    case ts.SyntaxKind.ArrowFunction:
      return lowering.function(node as ts.ArrowFunction);
    case ts.SyntaxKind.ClassExpression:
      return lowering.class(node as ts.ClassExpression);
    case ts.SyntaxKind.TemplateExpression: {
      const { head, templateSpans } = node as ts.TemplateExpression;
      return {
        kind: "template",
        parts: [head.text, ...templateSpans.flatMap((span) => [go(span.expression), span.literal.text])],
      };
    }
    case ts.SyntaxKind.ArrayLiteralExpression: {
      const { elements } = node as ts.ArrayLiteralExpression;
      return elements.length > MAX_MEMBERS ? OPAQUE : { kind: "array", items: elements.map(go) };
    }
    case ts.SyntaxKind.SpreadElement:
      return { kind: "spread", value: go((node as ts.SpreadElement).expression) };
    case ts.SyntaxKind.ConditionalExpression: {
      const { condition, whenTrue, whenFalse } = node as ts.ConditionalExpression;
      return { kind: "conditional", test: go(condition), then: go(whenTrue), else: go(whenFalse) };
    }
    case ts.SyntaxKind.PrefixUnaryExpression:
      return lowerPrefix(node as ts.PrefixUnaryExpression, go);
    case ts.SyntaxKind.TypeOfExpression:
      return { kind: "unary", operator: "typeof", value: go((node as ts.TypeOfExpression).expression) };
    case ts.SyntaxKind.VoidExpression:
      return { kind: "unary", operator: "void", value: go((node as ts.VoidExpression).expression) };
    case ts.SyntaxKind.BinaryExpression:
      return lowerBinary(node as ts.BinaryExpression, go);
    case ts.SyntaxKind.ObjectLiteralExpression:
      return lowerObject(node as ts.ObjectLiteralExpression, lowering);
    default:
      return lowerReference(node, lowering);
  }
}

function lowerReference(node: ts.Expression, lowering: Lowering): Expression {
  const go = (child: ts.Expression): Expression => lowering.expression(child);
  if (ts.isPropertyAccessExpression(node)) {
    return { kind: "member", object: go(node.expression), key: node.name.text, at: lowering.at(node) };
  }
  if (ts.isElementAccessExpression(node)) {
    const key = node.argumentExpression;
    return {
      kind: "member",
      object: go(node.expression),
      key: ts.isStringLiteralLike(key) ? key.text : go(key),
      at: lowering.at(node),
    };
  }
  if (ts.isCallExpression(node)) {
    const [first] = node.arguments;
    if (node.expression.kind === ts.SyntaxKind.ImportKeyword)
      return first && ts.isStringLiteralLike(first) ? { kind: "import", specifier: first.text } : OPAQUE;
    return {
      kind: "call",
      callee: go(node.expression),
      arguments: node.arguments.map(go),
      new: false,
      at: lowering.at(node),
    };
  }
  if (ts.isNewExpression(node)) {
    return {
      kind: "call",
      callee: go(node.expression),
      arguments: (node.arguments ?? []).map(go),
      new: true,
      at: lowering.at(node),
    };
  }
  return OPAQUE;
}

function lowerPrefix(node: ts.PrefixUnaryExpression, go: (child: ts.Expression) => Expression): Expression {
  if (node.operator === ts.SyntaxKind.ExclamationToken)
    return { kind: "unary", operator: "!", value: go(node.operand) };
  if (node.operator === ts.SyntaxKind.MinusToken) return { kind: "unary", operator: "-", value: go(node.operand) };
  return OPAQUE;
}

const ASSIGNMENTS = new Set([
  ts.SyntaxKind.EqualsToken,
  ts.SyntaxKind.QuestionQuestionEqualsToken,
  ts.SyntaxKind.BarBarEqualsToken,
]);

function lowerBinary(
  { operatorToken, left, right }: ts.BinaryExpression,
  go: (child: ts.Expression) => Expression,
): Expression {
  if (ASSIGNMENTS.has(operatorToken.kind)) return { kind: "assign", target: go(left), value: go(right) };
  if (operatorToken.kind === ts.SyntaxKind.CommaToken) return go(right);
  return { kind: "binary", operator: ts.tokenToString(operatorToken.kind) ?? "", left: go(left), right: go(right) };
}

function lowerObject(node: ts.ObjectLiteralExpression, lowering: Lowering): Expression {
  if (node.properties.length > MAX_MEMBERS) return OPAQUE;
  const members = node.properties.map((property): ObjectMember => {
    if (ts.isSpreadAssignment(property))
      return { key: null, value: lowering.expression(property.expression), role: "spread" };
    const key = keyOf(property.name);
    if (ts.isPropertyAssignment(property))
      return { key, value: lowering.expression(property.initializer), role: "value" };
    if (ts.isShorthandPropertyAssignment(property))
      return { key, value: lowering.expression(property.name), role: "value" };
    if (ts.isGetAccessorDeclaration(property)) return { key, value: lowering.function(property), role: "getter" };
    return { key, value: ts.isMethodDeclaration(property) ? lowering.function(property) : OPAQUE, role: "value" };
  });
  return { kind: "object", members };
}

function keyOf(name: ts.PropertyName): string | null {
  return ts.isIdentifier(name) || ts.isStringLiteralLike(name) || ts.isNumericLiteral(name) ? name.text : null;
}
