import { ts } from "ts-morph";
import { isPostgresBranch } from "./sql/dialect.ts";

/**
 * Whether a call may not run, run more than once, or fail unseen each time `up` runs: it stands in a branch, a loop, a
 * handler, or under one that goes on. `isRead` knows the loops whose turns are read one by one, which are no condition,
 * and neither is a branch that PostgreSQL takes by its name.
 */
export function isConditional(node: ts.Node, isRead: (loop: ts.Node) => boolean): boolean {
  for (let at = node; at.parent; at = at.parent) {
    const { parent } = at;
    if (ts.isIfStatement(parent) && at !== parent.expression && !isPostgresBranch(at)) return true;
    if (ts.isConditionalExpression(parent) && at !== parent.condition) return true;
    if (ts.isCatchClause(parent) || (ts.isCaseOrDefaultClause(parent) && !isPostgresBranch(parent))) return true;
    if (ts.isTryStatement(parent) && at === parent.tryBlock && goesOn(parent.catchClause)) return true;
    if (ts.isIterationStatement(parent, false) && at === parent.statement && !isRead(parent)) return true;
    if (ts.isBinaryExpression(parent) && at === parent.right && isShortCircuit(parent.operatorToken.kind)) return true;
    if (isCallback(at) && !isRead(at)) return true;
  }
  return false;
}

/** A function that a list calls with each of its items. */
function isCallback(node: ts.Node): boolean {
  const { parent } = node;
  return (
    ts.isFunctionLike(node) &&
    ts.isCallExpression(parent) &&
    ts.isPropertyAccessExpression(parent.expression) &&
    /^(?:forEach|map|flatMap|reduce|filter)$/.test(parent.expression.name.text)
  );
}

/** A handler that throws nothing on: what failed is passed over. */
function goesOn(handler: ts.CatchClause | undefined): boolean {
  if (!handler) return false;
  const throws = (node: ts.Node): boolean => {
    if (ts.isThrowStatement(node) || (ts.isReturnStatement(node) && rejects(node.expression))) return true;
    // `process.exit(1)`, and the callback that older tools are told of a failure by.
    if (ts.isCallExpression(node) && /^(?:process\.exit|callback|cb|done|next)$/.test(node.expression.getText()))
      return true;
    return ts.forEachChild(node, (child) => throws(child) || undefined) ?? false;
  };
  return !throws(handler.block);
}

function rejects(expression: ts.Expression | undefined): boolean {
  return (
    expression !== undefined &&
    ts.isCallExpression(expression) &&
    ts.isPropertyAccessExpression(expression.expression) &&
    expression.expression.name.text === "reject"
  );
}

function isShortCircuit(kind: ts.SyntaxKind): boolean {
  return (
    kind === ts.SyntaxKind.AmpersandAmpersandToken ||
    kind === ts.SyntaxKind.BarBarToken ||
    kind === ts.SyntaxKind.QuestionQuestionToken
  );
}
