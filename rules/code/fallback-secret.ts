import type { ts } from "ts-morph";
import type { Report } from "../../src/findings/report.ts";
import { secretUses } from "../../src/model/code/auth/secret-uses.ts";
import { insideQuotes, isChecked, type Literal, literalOf } from "../../src/model/code/secret-literals.ts";
import { knownSecret } from "../../src/model/code/secret-formats.ts";
import { looksSecret, secretName } from "../../src/model/code/secret-names.ts";
import type { CodeFileView } from "../../src/rule/code-visitor.ts";
import { defineRule } from "../../src/rule/define.ts";

type Context = CodeFileView & { report(report: Report): void };

export default defineRule({
  id: "code/fallback-secret",
  practice: "code/auth",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  summary: "a secret that is missing from the environment stops the server, and is not replaced by a literal",
  why: 'With `process.env.JWT_SECRET || "secret"`, the day the variable is missing or misspelt in production the server starts all the same, and signs its sessions and tokens with a value that everybody can read in the repository: anyone can make a valid session for any account. Nothing fails and nothing is logged, so that it stays so until somebody uses it.',
  fix: "read the variable without a fallback and stop at start-up when it is missing; give developers theirs in an example `.env` file",
  tradeoff:
    "A fallback used only in development is harmless if production cannot reach it: choose it by NODE_ENV, which this rule sees, rather than by the absence of the variable.",
  references: [
    "https://cwe.mitre.org/data/definitions/1188.html",
    "https://cwe.mitre.org/data/definitions/798.html",
    "https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html",
    "https://12factor.net/config",
  ],
  visit: {
    BinaryExpression(node, context) {
      const { ts } = context;
      const { kind } = node.operatorToken;
      const isFallback =
        kind === ts.SyntaxKind.BarBarToken ||
        kind === ts.SyntaxKind.QuestionQuestionToken ||
        kind === ts.SyntaxKind.BarBarEqualsToken ||
        kind === ts.SyntaxKind.QuestionQuestionEqualsToken;
      // Tests prepare the environment of what they test.
      if (node.operatorToken.getText(context.sourceFile).endsWith("=") && /setup|integration|e2e/i.test(context.file))
        return;
      const literal = isFallback ? literalOf(node.right, context) : null;
      const name = literal && environmentName(node.left, context);
      if (literal && name) reportFallback(name, literal, context);
    },
    BindingElement(node, context) {
      const { ts } = context;
      const literal = node.initializer && literalOf(node.initializer, context);
      const name = node.propertyName ?? node.name;
      const declaration = node.parent.parent;
      if (!literal || !ts.isIdentifier(name) || !ts.isVariableDeclaration(declaration) || !declaration.initializer)
        return;
      if (isEnvironment(declaration.initializer, context)) reportFallback(name.text, literal, context);
    },
    CallExpression(node, context) {
      const [first, second] = node.arguments;
      const name = first && literalOf(first, context);
      const literal = second && literalOf(second, context);
      // A look-up of a variable with a default: `getEnv("JWT_SECRET", "secret")`.
      // A second name is another variable to look for: `getEnv("AUTH_JWT_SECRET", "PGRST_JWT_SECRET")`.
      if (name && literal && isLookUp(node, context) && variable.test(name.text) && !variable.test(literal.text))
        reportFallback(name.text, literal, context);
      if (first && name) checkSchemaDefault(node, name, context);
    },
  },
  check({ code, report }) {
    // A variable whose name says nothing is known by what it is used for.
    for (const { call, secret, purpose } of secretUses(code.calls())) {
      if (secret.value.kind !== "choice" || (secret.value.operator !== "||" && secret.value.operator !== "??"))
        continue;
      const [read, fallback] = secret.value.options;
      if (read?.kind !== "environment" || secretName(read.name) !== null) continue;
      if (fallback?.kind !== "literal" || typeof fallback.value !== "string" || fallback.value === "") continue;
      report({
        at: { file: secret.file, start: read.at[0], end: read.at[1] },
        anchor: call.anchor,
        key: read.name,
        message: `\`${read.name}\`, which ${purpose}, falls back to a literal that everybody can read`,
        label: "when it is missing, the literal is used",
      });
    }
  },
});

/** How variables of the environment are named: `JWT_SECRET`. */
const variable = /^[A-Z][A-Z\d]*_[A-Z\d_]+$/;

function reportFallback(name: string, literal: Literal, context: Context): void {
  if (!isChecked(context) || context.role === "script") return;
  const sort = secretName(name);
  if (sort === null || literal.text === "" || knownSecret(literal.text) || isForDevelopment(literal, context)) return;
  if (isRefused(literal, context)) return;
  // What a key for somebody else's service falls back to opens nothing, unless it is the key itself; what signs does.
  const real = sort === "signing" || looksSecret(literal.text, sort);
  if (!real && sort === "other") return;
  context.report({
    at: insideQuotes(literal, context),
    anchor: context.anchor(literal),
    key: name,
    message: `\`${name}\` falls back to a literal: without the variable the server runs with a ${sort === "password" ? "password" : "secret"} that everybody can read`,
    label: "used when the variable is missing",
    masked: true,
    fold: { by: "cause", key: name },
    ...(!real && { confidence: "medium" as const }),
  });
}

/** `JWT_SECRET: z.string().default("secret")`. */
function checkSchemaDefault(call: ts.CallExpression, literal: Literal, context: Context): void {
  const { ts } = context;
  if (!ts.isPropertyAccessExpression(call.expression) || call.expression.name.text !== "default") return;
  let at: ts.Node = call;
  while (ts.isCallExpression(at.parent) || ts.isPropertyAccessExpression(at.parent)) at = at.parent;
  if (!ts.isPropertyAssignment(at.parent) || !ts.isIdentifier(at.parent.name)) return;
  if (variable.test(at.parent.name.text)) reportFallback(at.parent.name.text, literal, context);
}

/** `process.env`, `env`, `import.meta.env`, `Bun.env`. */
function isEnvironment(expression: ts.Expression, { ts }: Context): boolean {
  if (ts.isIdentifier(expression)) return expression.text === "env" || expression.text === "ENV";
  return ts.isPropertyAccessExpression(expression) && expression.name.text === "env";
}

/** The variable that an expression reads from the environment or a configuration service: `JWT_SECRET`. */
function environmentName(expression: ts.Expression, context: Context): string | null {
  const { ts } = context;
  if (ts.isPropertyAccessExpression(expression) && isEnvironment(expression.expression, context))
    return expression.name.text;
  if (ts.isElementAccessExpression(expression) && isEnvironment(expression.expression, context))
    return literalOf(expression.argumentExpression, context)?.text ?? null;
  if (!ts.isCallExpression(expression) || expression.arguments.length === 0) return null;
  const name = literalOf(expression.arguments[0] as ts.Expression, context)?.text ?? null;
  return name !== null && /^[A-Za-z][\w.]*$/.test(name) ? name : null;
}

/** `getEnv(…)`, `config.get(…)`, and not `translate("WRONG_PASSWORD", "…")`. */
function isLookUp({ expression }: ts.CallExpression, { ts }: Context): boolean {
  const name = ts.isIdentifier(expression)
    ? expression.text
    : ts.isPropertyAccessExpression(expression)
      ? expression.name.text
      : "";
  return /^get$|env|config|setting|variable|orDefault/i.test(name);
}

/** The file compares something with the very literal, as a server does that refuses to start with it. */
function isRefused({ text }: Literal, { sourceFile }: Context): boolean {
  const quoted = `["'\`]${text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}["'\`]`;
  return new RegExp(`[=!]==?\\s*${quoted}|${quoted}\\s*[=!]==?`).test(sourceFile.text);
}

/** A choice by environment around the literal: production does not reach it, or it is only reached in development. */
function isForDevelopment(literal: ts.Node, { ts, sourceFile }: Context): boolean {
  for (let at = literal; at.parent && !ts.isSourceFile(at.parent); at = at.parent) {
    const { parent } = at;
    const test =
      ts.isConditionalExpression(parent) && parent.condition !== at
        ? parent.condition
        : ts.isIfStatement(parent) && parent.expression !== at
          ? parent.expression
          : null;
    if (test && /NODE_ENV|\bis_?(?:dev|test|prod|local)|production|development/i.test(test.getText(sourceFile)))
      return true;
  }
  return false;
}
