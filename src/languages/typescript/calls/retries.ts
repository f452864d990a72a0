import { ts } from "ts-morph";
import type { RetryRecord } from "../../../facts/calls.ts";
import { waitIn } from "./waits.ts";

type Loop = ts.WhileStatement | ts.DoStatement | ts.ForStatement;

/**
 * What a `try` that is a loop's way of trying again does between its attempts; null for any other. A loop over items that
 * goes on behind a failure, one that asks until something is ready, and one that tries alternatives are not meant.
 */
export function retryOf(node: ts.TryStatement): Pick<RetryRecord, "limited" | "wait"> | null {
  const handler = node.catchClause?.block;
  const loop = handler && loopAround(node);
  if (!loop || leaves(handler) || !succeeds(node, loop) || takesItems(loop) || adapts(node, handler)) return null;
  return { limited: isLimited(loop, node), wait: waitIn(loop) };
}

/** The loop of the same function, with nothing between that loops or catches itself. */
function loopAround(node: ts.Node): Loop | null {
  for (let at = node.parent; at && !ts.isFunctionLike(at); at = at.parent) {
    if (ts.isWhileStatement(at) || ts.isDoStatement(at) || ts.isForStatement(at)) return at;
    if (ts.isForOfStatement(at) || ts.isForInStatement(at) || ts.isTryStatement(at)) return null;
  }
  return null;
}

/** Whatever happens in a statement, the loop does not go on behind it. */
function leaves(node: ts.Statement | undefined): boolean {
  if (!node) return false;
  if (ts.isReturnStatement(node) || ts.isThrowStatement(node) || ts.isBreakStatement(node)) return true;
  if (ts.isBlock(node)) return node.statements.some(leaves);
  return ts.isIfStatement(node) && leaves(node.thenStatement) && leaves(node.elseStatement);
}

/** `if (response.ok) return …`: success, told from "not ready yet". */
const SUCCESS = /\.ok\b|\bstatus(?:Code)?\s*(?:[<>]=?|={2,3})\s*\d/;

/** Success ends the loop: at the end of what is tried, behind it, or by a variable its condition looks at. */
function succeeds(node: ts.TryStatement, loop: Loop): boolean {
  const { statements } = node.tryBlock;
  if (statements.some((each) => leaves(each) && !ts.isThrowStatement(each))) return true;
  if (
    statements.some(
      (each) => ts.isIfStatement(each) && SUCCESS.test(each.expression.getText()) && leaves(each.thenStatement),
    )
  )
    return true;
  const { parent } = node;
  const behind = ts.isBlock(parent) ? parent.statements.slice(parent.statements.indexOf(node) + 1) : [];
  // Behind a catch that does not `continue`, what leaves the loop leaves it after a failure as well.
  if (behind.some((each) => ts.isReturnStatement(each) || ts.isBreakStatement(each)))
    return endsWithContinue(node.catchClause?.block);
  const condition = conditionOf(loop)?.getText() ?? "";
  return statements.some((each) => {
    if (!ts.isExpressionStatement(each) || !ts.isBinaryExpression(each.expression)) return false;
    const { left, operatorToken, right } = each.expression;
    return (
      operatorToken.kind === ts.SyntaxKind.EqualsToken &&
      (right.kind === ts.SyntaxKind.TrueKeyword || right.kind === ts.SyntaxKind.FalseKeyword) &&
      ts.isIdentifier(left) &&
      new RegExp(String.raw`\b${left.text}\b`).test(condition)
    );
  });
}

function endsWithContinue(block: ts.Block | undefined): boolean {
  const last = block?.statements.at(-1);
  return last !== undefined && ts.isContinueStatement(last);
}

/** The `catch` sets what the next attempt is made with: a request that is mended, another token, the next page. */
function adapts({ tryBlock }: ts.TryStatement, handler: ts.Block): boolean {
  const set = new Set<string>();
  const collect = (node: ts.Node): void => {
    if (
      ts.isBinaryExpression(node) &&
      node.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
      ts.isIdentifier(node.left)
    )
      set.add(node.left.text);
    ts.forEachChild(node, collect);
  };
  collect(handler);
  const uses = (node: ts.Node): boolean =>
    (ts.isIdentifier(node) && set.has(node.text)) || ts.forEachChild(node, uses) === true;
  return set.size > 0 && uses(tryBlock);
}

function conditionOf(loop: Loop): ts.Expression | undefined {
  return ts.isForStatement(loop) ? loop.condition : loop.expression;
}

const WAITS = /delay|backoff|wait|interval|timeout/i;

/** It goes through a list, by its length or by an index, so that each attempt is another one. */
function takesItems(loop: Loop): boolean {
  const condition = conditionOf(loop)?.getText() ?? "";
  if (/\.(?:length|size|next|shift|pop)\b/.test(condition) && !WAITS.test(condition)) return true;
  const counters = new Set(
    ts.isForStatement(loop) && loop.initializer && ts.isVariableDeclarationList(loop.initializer)
      ? loop.initializer.declarations.map((each) => each.name.getText())
      : [],
  );
  const uses = (node: ts.Node): boolean =>
    (ts.isElementAccessExpression(node) &&
      counters.has(node.argumentExpression.getText()) &&
      !WAITS.test(node.expression.getText())) ||
    (ts.isCallExpression(node) && /\.(?:shift|pop)$/.test(node.expression.getText())) ||
    ts.forEachChild(node, uses) === true;
  return uses(loop.statement);
}

/** Words and signs of a condition that ends trying: a count, a deadline, a signal. */
const LIMIT = /[<>]|--|attempt|retr(?:y|ies)|tries|max|limit|count|left|remain|abort|signal|stop|running|clos/i;

/** By the loop's own condition, or by one in it behind which the loop is left. */
function isLimited(loop: Loop, tried: ts.TryStatement): boolean {
  if (LIMIT.test(conditionOf(loop)?.getText() ?? "")) return true;
  const ends = (node: ts.Node): boolean => {
    if (node === tried.tryBlock || ts.isFunctionLike(node)) return false;
    if (ts.isIfStatement(node) && LIMIT.test(node.expression.getText()))
      return exits(node.thenStatement) || exits(node.elseStatement);
    return ts.forEachChild(node, ends) === true;
  };
  return ends(loop.statement);
}

function exits(node: ts.Node | undefined): boolean {
  if (!node || ts.isFunctionLike(node)) return false;
  if (ts.isReturnStatement(node) || ts.isThrowStatement(node) || ts.isBreakStatement(node)) return true;
  return ts.forEachChild(node, exits) === true;
}
