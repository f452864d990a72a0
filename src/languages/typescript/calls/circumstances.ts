import { ts } from "ts-morph";
import type { CallRecord } from "../../../facts/calls.ts";
import { functions, kindsOf } from "./kinds.ts";
import { turnsAlone } from "./turns.ts";

type Circumstances = Pick<CallRecord, "use" | "caught" | "loop" | "alone" | "conditional" | "finally" | "handling">;

/** What says something of the calls in it. */
const telling = kindsOf(
  ts.SyntaxKind.TryStatement,
  ts.SyntaxKind.ForStatement,
  ts.SyntaxKind.ForOfStatement,
  ts.SyntaxKind.ForInStatement,
  ts.SyntaxKind.WhileStatement,
  ts.SyntaxKind.DoStatement,
  ts.SyntaxKind.IfStatement,
  ts.SyntaxKind.ConditionalExpression,
  ts.SyntaxKind.CaseClause,
  ts.SyntaxKind.DefaultClause,
  ts.SyntaxKind.CatchClause,
  ts.SyntaxKind.BinaryExpression,
);

/** What becomes of a call's value, and what stands around it in its function. */
export function circumstancesOf(call: ts.Node): Circumstances {
  const { outer, chained, caught, awaited } = chainAround(call);
  const use = useOf(outer, awaited, chained);
  let [inTry, loop, conditional, inFinally] = [false, false, false, false];
  let [alone, handling] = [false, false];
  for (let at: ts.Node = outer; at.parent && !functions[at.parent.kind]; at = at.parent) {
    const { parent } = at;
    if (!telling[parent.kind]) continue;
    if (ts.isTryStatement(parent)) {
      if (at === parent.tryBlock && parent.catchClause) inTry = true;
      if (at === parent.finallyBlock) inFinally = true;
    } else if (isLoop(parent, at)) {
      if (!loop && use === "awaited" && ts.isForOfStatement(parent)) alone = turnsAlone(parent);
      loop = true;
    } else if (isBranch(parent, at)) conditional = true;
    if (ts.isCatchClause(parent)) handling = true;
  }
  return {
    use,
    caught: caught || (inTry && (use === "awaited" || awaited || !isAsynchronous(use))),
    loop: loop || isInCallbackOfLoop(outer),
    conditional,
    finally: inFinally,
    ...(alone && { alone }),
    ...(handling && { handling }),
  };
}

/** Only of what nobody waits for do errors escape the `try` around it. */
function isAsynchronous(use: Circumstances["use"]): boolean {
  return use === "floating" || use === "void" || use === "returned";
}

/** The expression that holds a call's value: behind `.then(…)`, `.catch(…)`, `.finally(…)`, `await` and parentheses. */
function chainAround(call: ts.Node): { outer: ts.Node; chained: boolean; caught: boolean; awaited: boolean } {
  let [outer, chained, caught, awaited] = [call, false, false, false];
  for (;;) {
    const { parent } = outer;
    if (ts.isPropertyAccessExpression(parent) && parent.expression === outer) {
      const invoked = ts.isCallExpression(parent.parent) && parent.parent.expression === parent ? parent.parent : null;
      const name = parent.name.text;
      if (!invoked || !/^(?:then|catch|finally)$/.test(name)) return { outer, chained: true, caught, awaited };
      if (name === "catch" || (name === "then" && invoked.arguments.length > 1)) caught = true;
      outer = invoked;
      continue;
    }
    if (ts.isAwaitExpression(parent)) awaited = true;
    else if (
      !ts.isParenthesizedExpression(parent) &&
      !ts.isNonNullExpression(parent) &&
      !ts.isAsExpression(parent) &&
      !ts.isSatisfiesExpression(parent)
    )
      return { outer, chained, caught, awaited };
    outer = parent;
  }
}

function useOf(outer: ts.Node, awaited: boolean, chained: boolean): Circumstances["use"] {
  if (awaited) return "awaited";
  if (chained) return "chained";
  const { parent } = outer;
  if (ts.isExpressionStatement(parent)) return "floating";
  if (ts.isVoidExpression(parent)) return "void";
  if (ts.isReturnStatement(parent) || (ts.isArrowFunction(parent) && parent.body === outer)) return "returned";
  if (ts.isYieldExpression(parent)) return "awaited";
  if (ts.isVariableDeclaration(parent) || ts.isPropertyDeclaration(parent) || isAssignment(parent)) return "assigned";
  if ((ts.isCallExpression(parent) || ts.isNewExpression(parent)) && parent.expression !== outer) return "argument";
  if (ts.isArrayLiteralExpression(parent) || ts.isPropertyAssignment(parent) || ts.isSpreadElement(parent))
    return "argument";
  // `a && b()` as a statement waits for nothing either.
  if (ts.isBinaryExpression(parent) || ts.isConditionalExpression(parent))
    return ts.isExpressionStatement(parent.parent) ? "floating" : "other";
  return "other";
}

function isAssignment(node: ts.Node): boolean {
  return (
    ts.isBinaryExpression(node) &&
    node.operatorToken.kind >= ts.SyntaxKind.FirstAssignment &&
    node.operatorToken.kind <= ts.SyntaxKind.LastAssignment
  );
}

function isLoop(parent: ts.Node, child: ts.Node): boolean {
  if (ts.isForOfStatement(parent) || ts.isForInStatement(parent)) return child === parent.statement;
  if (ts.isForStatement(parent)) return child !== parent.initializer;
  return ts.isWhileStatement(parent) || ts.isDoStatement(parent);
}

function isBranch(parent: ts.Node, child: ts.Node): boolean {
  if (ts.isIfStatement(parent)) return child !== parent.expression;
  if (ts.isConditionalExpression(parent)) return child !== parent.condition;
  if (ts.isCaseClause(parent) || ts.isDefaultClause(parent) || ts.isCatchClause(parent)) return true;
  if (!ts.isBinaryExpression(parent) || child !== parent.right) return false;
  const { kind } = parent.operatorToken;
  return (
    kind === ts.SyntaxKind.AmpersandAmpersandToken ||
    kind === ts.SyntaxKind.BarBarToken ||
    kind === ts.SyntaxKind.QuestionQuestionToken
  );
}

/** `ids.map((id) => load(id))`: the callback runs once for each. */
function isInCallbackOfLoop(node: ts.Node): boolean {
  let at = node;
  while (at.parent && !functions[at.kind]) at = at.parent;
  const { parent } = at;
  return (
    (ts.isArrowFunction(at) || ts.isFunctionExpression(at)) &&
    ts.isCallExpression(parent) &&
    parent.arguments[0] === at &&
    ts.isPropertyAccessExpression(parent.expression) &&
    /^(?:map|forEach|flatMap|filter|reduce|some|every)$/.test(parent.expression.name.text)
  );
}
