import { ts } from "ts-morph";

/** What a text says when it runs, as far as the file tells: what is filled in is `{}`. */
export function textOf(node: ts.Expression, constants: ReadonlyMap<string, string>): string {
  return summands(node)
    .map((part) => textOfPart(part, constants))
    .join("");
}

/** Whether an expression is a text itself, written out at least in part. */
export function isText(node: ts.Node): node is ts.StringLiteralLike | ts.TemplateExpression {
  return ts.isStringLiteralLike(node) || ts.isTemplateExpression(node);
}

export function isSum(node: ts.Node): node is ts.BinaryExpression {
  return ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken;
}

/** The parts of `a + b + c`, in order. The chain leans to the left, and is followed without recursion. */
export function summands(node: ts.Expression): readonly ts.Expression[] {
  const parts: ts.Expression[] = [];
  let rest = node;
  while (isSum(rest)) {
    parts.push(rest.right);
    rest = rest.left;
  }
  return [...parts, rest].toReversed();
}

function textOfPart(node: ts.Expression, constants: ReadonlyMap<string, string>): string {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isIdentifier(node)) return constants.get(node.text) ?? "{}";
  if (!ts.isTemplateExpression(node)) return "{}";
  const spans = node.templateSpans.map(
    ({ expression, literal }) => (isSum(expression) ? "{}" : textOfPart(expression, constants)) + literal.text,
  );
  return node.head.text + spans.join("");
}
