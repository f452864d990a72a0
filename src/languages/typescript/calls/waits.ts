import { ts } from "ts-morph";
import type { RetryRecord } from "../../../facts/calls.ts";

const WAITING = /sleep|delay|wait|timeout|pause|backoff|retry|throttle/i;

/** How a loop waits: by a call whose name says so, with arguments that do or do not change from one round to the next. */
export function waitIn(loop: ts.IterationStatement): RetryRecord["wait"] {
  const changing = new Set<string>();
  const waits: (ts.CallExpression | ts.NewExpression)[] = [];
  const read = (node: ts.Node): void => {
    if (ts.isVariableDeclaration(node) && !isConstant(node.initializer)) changing.add(node.name.getText());
    else if (ts.isBinaryExpression(node) && isAssignment(node.operatorToken.kind)) changing.add(lastName(node.left));
    else if (
      (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) &&
      (node.operator === ts.SyntaxKind.PlusPlusToken || node.operator === ts.SyntaxKind.MinusMinusToken)
    )
      changing.add(lastName(node.operand));
    else if ((ts.isCallExpression(node) || ts.isNewExpression(node)) && WAITING.test(lastName(node.expression)))
      waits.push(node);
    ts.forEachChild(node, read);
  };
  ts.forEachChild(loop, read);
  if (waits.length === 0) return "none";
  return waits.every((each) => isSteady(each, changing)) ? "constant" : "varies";
}

/** Numbers, and names that nothing in the loop sets. What is not written there, or is computed elsewhere, may change. */
function isSteady(call: ts.CallExpression | ts.NewExpression, changing: ReadonlySet<string>): boolean {
  const given = (call.arguments ?? []).filter((each) => !ts.isArrowFunction(each) && !ts.isFunctionExpression(each));
  const numbers = lastName(call.expression) === "setTimeout" ? given.slice(1) : given;
  const changes = (node: ts.Node): boolean =>
    ts.isCallExpression(node) ||
    ts.isElementAccessExpression(node) ||
    ts.isSpreadElement(node) ||
    ((ts.isIdentifier(node) || ts.isPropertyAccessExpression(node)) && changing.has(lastName(node))) ||
    ts.forEachChild(node, changes) === true;
  return numbers.length > 0 && !numbers.some(changes);
}

function isConstant(node: ts.Expression | undefined): boolean {
  return node !== undefined && ts.isNumericLiteral(node);
}

function lastName(node: ts.Node): string {
  return ts.isPropertyAccessExpression(node) ? node.name.text : ts.isIdentifier(node) ? node.text : "";
}

function isAssignment(kind: ts.SyntaxKind): boolean {
  return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
}
