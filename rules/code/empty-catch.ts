import type { ts } from "ts-morph";
import { defineRule } from "../../src/rule/define.ts";
import type { Fold } from "../../src/findings/report.ts";
import type { CodeFileView } from "../../src/rule/code-visitor.ts";

export default defineRule({
  id: "code/empty-catch",
  practice: "code/errors",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  summary: "an error that is caught is handled, passed on, or left with a reason",
  why: "An empty `catch` answers every error with silence: not only the one that was expected, but also the typo, the lost connection and the full disk. The request goes on with half of its work done and reports success, and nothing in the logs says why the data is wrong.",
  fix: "handle the error, log it and go on, or let it through to the error handler; where it is expected and harmless, say so in a comment inside the block, and check that it is that error",
  tradeoff:
    "Best-effort work whose failure changes nothing needs no handling. A comment in the block that says why is enough for this rule, and closing, deleting or releasing something on the way out is left alone without one.",
  references: [
    "https://cwe.mitre.org/data/definitions/390.html",
    "https://cwe.mitre.org/data/definitions/1069.html",
    "https://cheatsheetseries.owasp.org/cheatsheets/Error_Handling_Cheat_Sheet.html",
    "https://eslint.org/docs/latest/rules/no-empty",
  ],
  visit: {
    CatchClause(node, context) {
      const { ts } = context;
      if (!isServerCode(context) || !isEmpty(node.block, context)) return;
      const attempt = node.parent;
      if (isCleanUp(attempt.tryBlock, ts) || hasFallback(attempt, ts) || isProbe(attempt.tryBlock, ts)) return;
      context.report({
        at: { ...context.at(node), end: context.at(node.block).end },
        anchor: context.anchor(node),
        key: attempt.tryBlock.statements[0]?.getText(context.sourceFile).replace(/\s+/g, " ").slice(0, 120) ?? "",
        message: "empty `catch`: every error of this `try` is swallowed",
        label: "nothing happens with the error",
        fold: manyOf(context),
      });
    },
    CallExpression(node, context) {
      const { ts } = context;
      const [handler] = node.arguments;
      if (!handler || node.arguments.length !== 1 || !isServerCode(context)) return;
      if (!ts.isPropertyAccessExpression(node.expression) || node.expression.name.text !== "catch") return;
      if (
        !(ts.isArrowFunction(handler) || ts.isFunctionExpression(handler)) ||
        !ts.isBlock(handler.body) ||
        !isEmpty(handler.body, context)
      )
        return;
      if (cleanUpName.test(calledName(node.expression.expression, ts))) return;
      context.report({
        at: context.at(handler),
        anchor: context.anchor(node),
        key: node.expression.expression.getText(context.sourceFile).replace(/\s+/g, " ").slice(0, 120),
        message: "empty `.catch()`: every error of this promise is swallowed",
        label: "nothing happens with the error",
        // Work that nobody waits for is often meant so; reviewers do not agree on it.
        confidence: "medium",
      });
    },
  },
});

/** More than five in a project are a habit, and one finding. */

function manyOf({ file }: CodeFileView): Fold {
  const [first = "", second = ""] = file.split("/");
  return { by: "convention", key: /^(?:apps|packages|services|libs)$/.test(first) ? `${first}/${second}` : "", of: 10 };
}

const cleanUpName =
  /^(?:close|closeSync|end|destroy|dispose|release|unlink|unlinkSync|rm|rmSync|rmdir|rmdirSync|remove|removeAsync|kill|stop|terminate|abort|cancel|disconnect|quit|unref|unsubscribe|rollback|rollbackTransaction|releaseLock|unlock|clearTimeout|cleanup|cleanUp|teardown|shutdown|flush|pause|resume)$/;

function isServerCode({ role }: CodeFileView): boolean {
  return role === "server" || role === "migration";
}

/** No statement but `;`, and no comment that says why. Marks for tools and notes of work left undone explain nothing. */
function isEmpty(block: ts.Block, { ts, sourceFile }: CodeFileView): boolean {
  if (block.statements.some((statement) => !ts.isEmptyStatement(statement))) return false;
  const inside = sourceFile.text.slice(block.getStart(sourceFile) + 1, block.end - 1);
  const comments = inside.match(/\/\/.*|\/\*[\s\S]*?\*\//g) ?? [];
  return !comments.some((comment) =>
    /\p{L}{2}/u.test(
      comment.replace(
        /\b(?:eslint|biome|oxlint|tslint|prettier|istanbul|c8|v8|ts)-?\s?(?:disable|ignore|expect-error|enable)\S*.*|\b(?:TODO|FIXME|XXX|HACK)\b.*/g,
        "",
      ),
    ),
  );
}

/** The whole `try` is one attempt to close, delete or release something, or stands where that is done. */
function isCleanUp(block: ts.Block, tsModule: CodeFileView["ts"]): boolean {
  const { parent } = block.parent;
  if (tsModule.isBlock(parent) && tsModule.isTryStatement(parent.parent) && parent.parent.finallyBlock === parent)
    return true;
  return block.statements.length > 0 && block.statements.every((each) => cleansUp(each, tsModule));
}

function cleansUp(statement: ts.Statement, tsModule: CodeFileView["ts"]): boolean {
  if (tsModule.isBlock(statement)) return statement.statements.every((each) => cleansUp(each, tsModule));
  if (tsModule.isIfStatement(statement)) return !statement.elseStatement && cleansUp(statement.thenStatement, tsModule);
  return tsModule.isExpressionStatement(statement) && cleanUpName.test(calledName(statement.expression, tsModule));
}

/** Success leaves with `return`, `continue` or `break`, so that what follows the `try` is what happens on failure. */
function hasFallback(attempt: ts.TryStatement, tsModule: CodeFileView["ts"]): boolean {
  const last = attempt.tryBlock.statements.at(-1);
  return last !== undefined && leaves(last, tsModule) && isFollowed(attempt, tsModule);
}

function leaves(statement: ts.Statement, tsModule: CodeFileView["ts"]): boolean {
  if (tsModule.isBlock(statement)) return statement.statements.some((each) => leaves(each, tsModule));
  if (tsModule.isIfStatement(statement)) return leaves(statement.thenStatement, tsModule);
  return (
    tsModule.isReturnStatement(statement) ||
    tsModule.isContinueStatement(statement) ||
    tsModule.isBreakStatement(statement) ||
    tsModule.isThrowStatement(statement)
  );
}

/** Whether anything comes after a statement, in its block or around it: more statements, or a loop's next turn. */
function isFollowed(statement: ts.Node, tsModule: CodeFileView["ts"]): boolean {
  for (let at = statement; at.parent && !tsModule.isFunctionLike(at.parent); at = at.parent) {
    const { parent } = at;
    if (tsModule.isIterationStatement(parent, false)) return true;
    if (
      (tsModule.isBlock(parent) || tsModule.isSourceFile(parent) || tsModule.isCaseOrDefaultClause(parent)) &&
      parent.statements.at(-1) !== at
    )
      return true;
  }
  return false;
}

/**
 * Only values are looked up, parsed and assigned, without waiting for anything but the body of a response that is already
 * there: the variables keep what they held when that fails.
 */
function isProbe(block: ts.Block, tsModule: CodeFileView["ts"]): boolean {
  return (
    block.statements.length > 0 &&
    block.statements.every((statement) => isProbing(statement, tsModule)) &&
    block.statements.some((statement) => assigns(statement, tsModule))
  );
}

function isProbing(statement: ts.Statement, tsModule: CodeFileView["ts"]): boolean {
  if (tsModule.isBlock(statement)) return statement.statements.every((each) => isProbing(each, tsModule));
  if (tsModule.isIfStatement(statement)) {
    return (
      isProbing(statement.thenStatement, tsModule) &&
      (!statement.elseStatement || isProbing(statement.elseStatement, tsModule))
    );
  }
  if (tsModule.isVariableStatement(statement))
    return statement.declarationList.declarations.every(
      ({ initializer }) => !initializer || !waits(initializer, tsModule),
    );
  return assigns(statement, tsModule) && !waits((statement as ts.ExpressionStatement).expression, tsModule);
}

function assigns(statement: ts.Statement, tsModule: CodeFileView["ts"]): boolean {
  if (tsModule.isBlock(statement)) return statement.statements.some((each) => assigns(each, tsModule));
  if (tsModule.isIfStatement(statement)) return assigns(statement.thenStatement, tsModule);
  return (
    tsModule.isExpressionStatement(statement) &&
    tsModule.isBinaryExpression(statement.expression) &&
    statement.expression.operatorToken.kind === tsModule.SyntaxKind.EqualsToken
  );
}

/** Whether an expression awaits anything but `response.json()` and its like. */
function waits(expression: ts.Node, tsModule: CodeFileView["ts"]): boolean {
  if (tsModule.isFunctionLike(expression)) return false;
  if (tsModule.isAwaitExpression(expression))
    return !/^(?:json|text|blob|arrayBuffer|formData)$/.test(calledName(expression, tsModule));
  return tsModule.forEachChild(expression, (child) => waits(child, tsModule)) ?? false;
}

/** The last name of what is called: `close` of `await this.client?.close()`. */
function calledName(expression: ts.Expression, tsModule: CodeFileView["ts"]): string {
  const inner =
    tsModule.isAwaitExpression(expression) || tsModule.isVoidExpression(expression)
      ? expression.expression
      : expression;
  if (!tsModule.isCallExpression(inner)) return "";
  const callee = inner.expression;
  if (tsModule.isPropertyAccessExpression(callee)) return callee.name.text;
  return tsModule.isIdentifier(callee) ? callee.text : "";
}
