import { ts } from "ts-morph";

const known = new WeakMap<ts.ForOfStatement, boolean>();

/** What a loop goes slowly by, or in lots, on purpose. */
const PACED =
  /^(?:sleep|delay|wait\w*|pause|timeout|setTimeout|throttle\w*|\w*limit(?:er)?|backoff|acquire|consume|removeTokens|schedule)$/i;
/** What comes out in the order of the turns. */
const IN_ORDER = /^(?:write|emit|yield)$/;
const LOTS = /batch|chunk|page|slice|window|partition/i;
const CHANGES = /^(?:push|unshift|set|add|delete|append|enqueue)$/;
const MAKES_LOTS = /^(?:all|allSettled|race|any)$/;

/**
 * Whether the turns of a `for…of` know nothing of each other: none ends the loop, keeps something in a variable the next
 * one reads, or waits for a while on purpose. What is done in lots is done together already.
 */
export function turnsAlone(loop: ts.ForOfStatement): boolean {
  let answer = known.get(loop);
  if (answer === undefined) known.set(loop, (answer = loop.awaitModifier === undefined && areAlone(loop)));
  return answer;
}

function areAlone(loop: ts.ForOfStatement): boolean {
  if (LOTS.test(loop.initializer.getText()) || LOTS.test(loop.expression.getText())) return false;
  const own = new Set<string>();
  const changed = new Set<string>();
  const read = new Map<string, number>();
  let alone = true;
  const visit = (node: ts.Node, inner: boolean): void => {
    if (!alone) return;
    if (ts.isReturnStatement(node) || ts.isBreakStatement(node) || ts.isYieldExpression(node)) alone &&= inner;
    else if (ts.isIdentifier(node)) count(read, node);
    else if (ts.isVariableDeclaration(node) || ts.isParameter(node)) declare(node.name, own);
    else if (ts.isBinaryExpression(node) && isAssignment(node)) change(node.left, changed);
    else if (ts.isPostfixUnaryExpression(node)) change(node.operand, changed);
    else if (ts.isPrefixUnaryExpression(node) && isStep(node)) change(node.operand, changed);
    else if (ts.isCallExpression(node)) {
      const { expression } = node;
      const name = ts.isPropertyAccessExpression(expression) ? expression.name.text : expression.getText();
      if (
        PACED.test(name) ||
        IN_ORDER.test(name) ||
        (MAKES_LOTS.test(name) && expression.getText().startsWith("Promise."))
      )
        alone = false;
      if (ts.isPropertyAccessExpression(expression) && CHANGES.test(name)) change(expression.expression, changed);
    }
    const inside = inner || ts.isFunctionLike(node) || ts.isSwitchStatement(node);
    ts.forEachChild(node, (child) => visit(child, inside));
  };
  visit(loop.initializer, false);
  visit(loop.statement, false);
  // What is only added to, in each turn at one place, is a list of results.
  return alone && [...changed].every((name) => own.has(name) || read.get(name) === 1);
}

function declare(name: ts.BindingName, own: Set<string>): void {
  if (ts.isIdentifier(name)) own.add(name.text);
  else for (const element of name.elements) if (!ts.isOmittedExpression(element)) declare(element.name, own);
}

/** The variable at the head of what is changed; `this.a` and a member of a call count as one that is read elsewhere. */
function change(target: ts.Node, changed: Set<string>): void {
  let at = target;
  while (ts.isPropertyAccessExpression(at) || ts.isElementAccessExpression(at) || ts.isNonNullExpression(at))
    at = at.expression;
  changed.add(ts.isIdentifier(at) ? at.text : "this");
}

/** Names of properties are no variables. */
function count(read: Map<string, number>, node: ts.Identifier): void {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent) && parent.name === node) return;
  if (ts.isPropertyAssignment(parent) && parent.name === node) return;
  read.set(node.text, (read.get(node.text) ?? 0) + 1);
}

function isAssignment({ operatorToken: { kind } }: ts.BinaryExpression): boolean {
  return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
}

function isStep({ operator }: ts.PrefixUnaryExpression): boolean {
  return operator === ts.SyntaxKind.PlusPlusToken || operator === ts.SyntaxKind.MinusMinusToken;
}
