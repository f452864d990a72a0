import type { ts } from "ts-morph";
import { defineRule } from "../../src/rule/define.ts";
import type { CodeFileView } from "../../src/rule/code-visitor.ts";
import type { TextPlace } from "../../src/findings/place.ts";
import type { Report } from "../../src/findings/report.ts";
import { knownSecret } from "../../src/model/code/secret-formats.ts";
import { looksSecret, secretName } from "../../src/model/code/secret-names.ts";

type Context = CodeFileView & { report(report: Report): void };
type Literal = ts.StringLiteral | ts.NoSubstitutionTemplateLiteral;

export default defineRule({
  id: "code/no-hardcoded-secret",
  practice: "code/auth",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  summary: "no secret stands in the source, not even as a fallback",
  why: 'Whoever can read the repository, a copy of it, its history or a built image has the secret, and it cannot be changed without a release. A fallback (`process.env.JWT_SECRET || "secret"`) is worse than it looks: the day the variable is missing or misspelt in production, the server starts all the same and signs its tokens with a value that everybody knows, so that anyone can make a valid session.',
  fix: "read it from the environment or a secret store, and stop at start-up when it is missing; a secret that was ever committed is public: revoke it and issue a new one",
  tradeoff:
    "A fallback used only in development is harmless if production cannot reach it: choose it by NODE_ENV, which this rule sees, rather than by the absence of the variable.",
  references: [
    "https://cwe.mitre.org/data/definitions/798.html",
    "https://cwe.mitre.org/data/definitions/547.html",
    "https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html",
    "https://12factor.net/config",
  ],
  visit: {
    StringLiteral: checkLiteral,
    NoSubstitutionTemplateLiteral: checkLiteral,
    BinaryExpression(node, context) {
      const { ts } = context;
      const { kind } = node.operatorToken;
      const literal = literalOf(node.right, context);
      if (!literal) return;
      if (
        kind === ts.SyntaxKind.BarBarToken ||
        kind === ts.SyntaxKind.QuestionQuestionToken ||
        kind === ts.SyntaxKind.BarBarEqualsToken ||
        kind === ts.SyntaxKind.QuestionQuestionEqualsToken
      ) {
        const name = environmentName(node.left, context);
        if (name !== null) reportFallback(name, literal, context);
      } else if (kind === ts.SyntaxKind.EqualsToken && ts.isPropertyAccessExpression(node.left))
        checkNamed(node.left.name.text, literal, context);
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
      if (name && literal && isLookUp(node, context) && /^[A-Z][A-Z\d]*_[A-Z\d_]+$/.test(name.text))
        reportFallback(name.text, literal, context);
      if (first && name) checkSchemaDefault(node, name, context);
    },
    VariableDeclaration(node, context) {
      const literal = node.initializer && literalOf(node.initializer, context);
      if (literal && context.ts.isIdentifier(node.name)) checkNamed(node.name.text, literal, context);
    },
    PropertyAssignment: checkMember,
    PropertyDeclaration: checkMember,
  },
});

function checkMember(node: ts.PropertyAssignment | ts.PropertyDeclaration, context: Context): void {
  const { ts } = context;
  const literal = node.initializer && literalOf(node.initializer, context);
  if (literal && (ts.isIdentifier(node.name) || ts.isStringLiteral(node.name)))
    checkNamed(node.name.text, literal, context);
}

/** A literal that is a secret by its form, whatever it is called. */
function checkLiteral(literal: Literal, context: Context): void {
  if (!isChecked(context) || literal.text.length < 12) return;
  const known = knownSecret(literal.text);
  if (!known || isDocumentation(literal, context)) return;
  context.report({
    at: insideQuotes(literal, context),
    anchor: context.anchor(literal),
    key: known.what,
    message: `${known.what} (\`${known.shown}…\`) is written in the source`,
    label: "in every copy of the repository",
    masked: true,
  });
}

/** A literal that a secret's name is given. */
function checkNamed(name: string, literal: Literal, context: Context): void {
  if (!isChecked(context)) return;
  const sort = secretName(name);
  if (
    sort === null ||
    !looksSecret(literal.text, sort) ||
    knownSecret(literal.text) ||
    isDocumentation(literal, context)
  )
    return;
  context.report({
    at: insideQuotes(literal, context),
    anchor: context.anchor(literal),
    key: name,
    message: `the value of \`${name}\` is written in the source`,
    label: "in every copy of the repository",
    masked: true,
  });
}

function reportFallback(name: string, literal: Literal, context: Context): void {
  if (!isChecked(context) || context.role === "script") return;
  const sort = secretName(name);
  if (sort === null || literal.text === "" || knownSecret(literal.text) || isForDevelopment(literal, context)) return;
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
  if (/^[A-Z][A-Z\d]*_[A-Z\d_]+$/.test(at.parent.name.text)) reportFallback(at.parent.name.text, literal, context);
}

/** Without the quotes: the mask covers the secret and leaves the code readable. */
function insideQuotes(literal: Literal, context: Context): TextPlace {
  const { file, start, end } = context.at(literal);
  return { file, start: start + 1, end: end - 1 };
}

function literalOf(expression: ts.Expression, { ts }: Context): Literal | null {
  const inner =
    ts.isAsExpression(expression) || ts.isParenthesizedExpression(expression) ? expression.expression : expression;
  return ts.isStringLiteral(inner) || ts.isNoSubstitutionTemplateLiteral(inner) ? inner : null;
}

function isChecked({ role }: Context): boolean {
  return role === "server" || role === "script" || role === "migration" || role === "config";
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

const documentation = /^(?:examples?|describe|description|summary|placeholder|message|title|meta|openapi)$/;

/** What documentation shows as an example: `@ApiProperty({ example: "…" })`, `Joi.string().example("…")`. */
function isDocumentation(literal: ts.Node, { ts }: Context): boolean {
  const { parent } = literal;
  if (ts.isPropertyAssignment(parent)) return ts.isIdentifier(parent.name) && documentation.test(parent.name.text);
  return (
    ts.isCallExpression(parent) &&
    ts.isPropertyAccessExpression(parent.expression) &&
    documentation.test(parent.expression.name.text)
  );
}
