import type { ts } from "ts-morph";
import { secretName } from "../../src/model/code/secret-names.ts";
import type { CodeFileView } from "../../src/rule/code-visitor.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "code/timing-safe-compare",
  practice: "code/auth",
  severity: "warning",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "signatures and keys are compared in a time that does not depend on them",
  why: "`===` stops at the first character that differs, so that the time it takes tells how many were right. Over many requests that difference can be measured, and a signature or a key be found character by character, without ever being told one. How far this carries over a network is disputed; that it costs one line to end is not.",
  fix: "compare with `crypto.timingSafeEqual`, on buffers of one length (hash both sides first where the lengths differ)",
  tradeoff:
    "Where many other things vary the time of an answer, an attack needs patience more than skill; a strict team does not rely on that.",
  references: [
    "https://nodejs.org/api/crypto.html#cryptotimingsafeequala-b",
    "https://cwe.mitre.org/data/definitions/208.html",
    "https://codahale.com/a-lesson-in-timing-attacks/",
  ],
  visit: {
    BinaryExpression(node, context) {
      const { ts, role } = context;
      const { kind } = node.operatorToken;
      if (role !== "server") return;
      if (
        kind !== ts.SyntaxKind.EqualsEqualsEqualsToken &&
        kind !== ts.SyntaxKind.ExclamationEqualsEqualsToken &&
        kind !== ts.SyntaxKind.EqualsEqualsToken &&
        kind !== ts.SyntaxKind.ExclamationEqualsToken
      )
        return;
      const [left, right] = [node.left, node.right];
      if (!isValue(left, ts) || !isValue(right, ts)) return;
      const what = [left, right].map((side) => proofOf(side, context)).find((each) => each !== null);
      if (!what) return;
      context.report({
        at: context.at(node),
        anchor: context.anchor(node),
        key: node.getText(context.sourceFile).replace(/\s+/g, " ").slice(0, 80),
        message: `${what} is compared by \`${node.operatorToken.getText(context.sourceFile)}\`, in a time that depends on it`,
        label: "stops at the first character that differs",
      });
    },
  },
});

/** Something another side can be compared with: no literal, and no question of type or length. */
function isValue(node: ts.Expression, tsModule: CodeFileView["ts"]): boolean {
  if (tsModule.isIdentifier(node)) return node.text !== "undefined";
  if (tsModule.isPropertyAccessExpression(node)) return node.name.text !== "length";
  return (
    tsModule.isCallExpression(node) || tsModule.isElementAccessExpression(node) || tsModule.isTemplateExpression(node)
  );
}

/** What proves something: a keyed hash, or a secret of the environment; null for the rest. */
function proofOf(node: ts.Expression, { ts, sourceFile }: CodeFileView): string | null {
  if (ts.isCallExpression(node) && /\bcreateHmac\b[\s\S]*\.digest\(/.test(node.getText(sourceFile)))
    return "a signature";
  if (ts.isPropertyAccessExpression(node) && /^(?:process\.)?env\.\w+$/.test(node.getText(sourceFile)))
    return secretName(node.name.text) === null ? null : `\`${node.name.text}\``;
  if (!ts.isIdentifier(node)) return null;
  const value = initializerOf(node, ts);
  return value && /\bcreateHmac\b[\s\S]*\.digest\(/.test(value.getText(sourceFile))
    ? `the signature \`${node.text}\``
    : null;
}

/** What the nearest `const` or `let` of a name is given. */
function initializerOf(name: ts.Identifier, tsModule: CodeFileView["ts"]): ts.Expression | null {
  for (let at: ts.Node = name; at.parent; at = at.parent) {
    const { parent } = at;
    if (!tsModule.isBlock(parent) && !tsModule.isSourceFile(parent)) continue;
    for (const statement of parent.statements) {
      if (!tsModule.isVariableStatement(statement)) continue;
      for (const declaration of statement.declarationList.declarations)
        if (tsModule.isIdentifier(declaration.name) && declaration.name.text === name.text)
          return declaration.initializer ?? null;
    }
  }
  return null;
}
