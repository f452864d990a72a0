import { ts } from "ts-morph";

/** Whether a call may not run, or run more than once, each time `up` runs: it stands in a branch, a loop or a handler. */
export function isConditional(node: ts.Node): boolean {
  for (let at = node; at.parent; at = at.parent) {
    const { parent } = at;
    if (ts.isIfStatement(parent) && at !== parent.expression) return true;
    if (ts.isConditionalExpression(parent) && at !== parent.condition) return true;
    if (ts.isCatchClause(parent) || ts.isCaseOrDefaultClause(parent)) return true;
    if (ts.isIterationStatement(parent, false) && at === parent.statement) return true;
    if (ts.isBinaryExpression(parent) && at === parent.right && isShortCircuit(parent.operatorToken.kind)) return true;
  }
  return false;
}

function isShortCircuit(kind: ts.SyntaxKind): boolean {
  return (
    kind === ts.SyntaxKind.AmpersandAmpersandToken ||
    kind === ts.SyntaxKind.BarBarToken ||
    kind === ts.SyntaxKind.QuestionQuestionToken
  );
}
