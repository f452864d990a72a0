import type { ts } from "ts-morph";
import { secretUses } from "../../src/model/code/auth/secret-uses.ts";
import { defineRule } from "../../src/rule/define.ts";
import type { CodeFileView } from "../../src/rule/code-visitor.ts";
import type { Report } from "../../src/findings/report.ts";
import { insideQuotes, isChecked, type Literal, literalOf } from "../../src/model/code/secret-literals.ts";
import { knownSecret } from "../../src/model/code/secret-formats.ts";
import { looksSecret, secretName } from "../../src/model/code/secret-names.ts";

type Context = CodeFileView & { report(report: Report): void };

export default defineRule({
  id: "code/no-hardcoded-secret",
  practice: "code/auth",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  summary: "no secret stands in the source",
  why: "Whoever can read the repository, a copy of it, its history or a built image has the secret, and it cannot be changed without a release.",
  fix: "read it from the environment or a secret store; a secret that was ever committed is public: revoke it and issue a new one",
  tradeoff:
    "A value that only looks like a secret, or opens nothing but a database on the developer's own machine, can stay: an ignore comment with the reason tells the next reader which of the two it is. Fallbacks of environment variables are `code/fallback-secret`'s.",
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
      if (node.operatorToken.kind !== ts.SyntaxKind.EqualsToken || !ts.isPropertyAccessExpression(node.left)) return;
      const literal = literalOf(node.right, context);
      if (literal) checkNamed(node.left.name.text, literal, context);
    },
    VariableDeclaration(node, context) {
      const literal = node.initializer && literalOf(node.initializer, context);
      if (literal && context.ts.isIdentifier(node.name)) checkNamed(node.name.text, literal, context);
    },
    PropertyAssignment: checkMember,
    PropertyDeclaration: checkMember,
  },
  check({ code, report }) {
    // What signs is a secret whatever it looks like: `session({ secret: "grant" })`.
    for (const { call, secret, purpose } of secretUses(code.calls())) {
      const { value } = secret.value.kind === "literal" ? secret.value : { value: null };
      if (typeof value !== "string" || value === "" || purpose === "signs") continue;
      const isArgument = call.record.arguments.some((each) => each.kind === "literal" && each.value === value);
      // By its form or its name it is found where it is written.
      if (knownSecret(value) || (!isArgument && looksSecret(value, "signing"))) continue;
      report({
        at: { ...call, at: call.nameAt },
        key: purpose,
        message: `the secret that ${purpose} is written in the source`,
        label: "everybody who can read the source can forge what it protects",
      });
    }
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
    fold: { by: "cause", key: `${context.file} ${name}` },
    ...(isForTests(literal, context) ? { confidence: "medium" as const } : {}),
  });
}

/** Names of files, folders and variables that hold what only tests, seeds and developers' machines use. */
const TESTING =
  /^(?:dev|development|tests?|testing|testnet|regtest|devnet|mocks?|fixtures?|seed(?:s|er|ers)?|dummy|fake)$/;

/** What opens nothing but a test: by its file, by the variable it stands in, or as a setting of a tool. */
function isForTests(literal: ts.Node, { ts, file, role }: Context): boolean {
  if (role === "config" || role === "script") return true;
  const words = (name: string) =>
    name
      .replace(/([a-z\d])([A-Z])/g, "$1 $2")
      .toLowerCase()
      .split(/[^a-z\d]+/);
  if (words(file).some((word) => TESTING.test(word))) return true;
  for (let at = literal.parent; at; at = at.parent)
    if (
      ts.isVariableDeclaration(at) &&
      ts.isIdentifier(at.name) &&
      words(at.name.text).some((word) => TESTING.test(word))
    )
      return true;
  return false;
}

const documentation = /^(?:examples?|describe|description|summary|placeholder|message|title|meta|openapi)$/;

/** What documentation shows as an example: `@ApiProperty({ example: "…" })`, `Joi.string().example("…")`. */
function isDocumentation(literal: ts.Node, { ts }: Context): boolean {
  let { parent } = literal;
  // `examples: ["…"]`
  while (ts.isArrayLiteralExpression(parent) || ts.isAsExpression(parent)) ({ parent } = parent);
  if (ts.isPropertyAssignment(parent)) return ts.isIdentifier(parent.name) && documentation.test(parent.name.text);
  return (
    ts.isCallExpression(parent) &&
    ts.isPropertyAccessExpression(parent.expression) &&
    documentation.test(parent.expression.name.text)
  );
}
