import type { ts } from "ts-morph";
import type { CodeFileView } from "../../src/rule/code-visitor.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "code/no-tls-bypass",
  practice: "code/transport",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  summary: "certificates of the other side are checked",
  why: "TLS without a check of the certificate encrypts for whoever answers: anybody on the way can present a certificate of their own, read the password of the database or the key of the API, and pass everything on, and nothing in the logs differs. NODE_TLS_REJECT_UNAUTHORIZED=0 does so for every connection of the process.",
  fix: "give the certificate of the authority that signed it (`ca: fs.readFileSync(…)`, NODE_EXTRA_CA_CERTS) and leave the check on; managed databases publish theirs",
  tradeoff:
    "A database that nobody but the service can reach, on a network you trust, needs no certificate that is worth checking. Behind a setting whose name says what it does (`DB_SSL_REJECT_UNAUTHORIZED`, `ALLOW_SELF_SIGNED`), or in development only, the rule leaves it alone.",
  references: [
    "https://nodejs.org/api/tls.html#tlsconnectoptions-callback",
    "https://nodejs.org/api/cli.html#node_tls_reject_unauthorizedvalue",
    "https://cwe.mitre.org/data/definitions/295.html",
    "https://www.postgresql.org/docs/current/libpq-ssl.html#LIBPQ-SSL-PROTECTION",
  ],
  visit: {
    PropertyAssignment(node, context) {
      const { ts } = context;
      if (context.role !== "server" || node.initializer.kind !== ts.SyntaxKind.FalseKeyword) return;
      const name = propertyName(node.name, ts);
      if (name !== "rejectUnauthorized" && name !== "strictSSL") return;
      if (asksClients(node, ts) || isMeant(node, context)) return;
      context.report({
        at: context.at(node),
        anchor: context.anchor(node),
        key: name,
        message: `\`${name}: false\` accepts any certificate`,
        label: "whoever answers is believed",
      });
    },
    BinaryExpression(node, context) {
      const { ts, sourceFile } = context;
      if (context.role !== "server" || node.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return;
      const target = node.left.getText(sourceFile);
      const everywhere =
        /\bNODE_TLS_REJECT_UNAUTHORIZED\b/.test(target) && /^["'`]?0["'`]?$/.test(node.right.getText(sourceFile));
      const here = /\.(?:rejectUnauthorized|strictSSL)$/.test(target) && node.right.kind === ts.SyntaxKind.FalseKeyword;
      if ((!everywhere && !here) || isMeant(node, context)) return;
      context.report({
        at: context.at(node),
        anchor: context.anchor(node),
        key: everywhere ? "NODE_TLS_REJECT_UNAUTHORIZED" : "rejectUnauthorized",
        message: everywhere
          ? "`NODE_TLS_REJECT_UNAUTHORIZED` is switched off: every connection of this process accepts any certificate"
          : "`rejectUnauthorized` is switched off: any certificate is accepted",
        label: "whoever answers is believed",
      });
    },
  },
});

/** A server that asks its clients for certificates decides by itself what to do with those it does not know. */
function asksClients(node: ts.PropertyAssignment, tsModule: CodeFileView["ts"]): boolean {
  return node.parent.properties.some(({ name }) => name && propertyName(name, tsModule) === "requestCert");
}

/** Settings whose names say that certificates go unchecked, or that this is no place where it matters. */
const SAYS_SO =
  /self.?signed|insecure|unsafe|unauthori[sz]ed|verif|skip.?(?:ssl|tls|cert)|ignore.?(?:ssl|tls|cert)|disable.?(?:ssl|tls|cert)|no.?verify|trust.?(?:all|server|any)|accept.?invalid|allow.?(?:invalid|untrusted)|strict.?ssl|ssl.?mode|ssl.?accept|no-verify|'require'|"require"/i;
const DEVELOPMENT =
  /\b(?:is_?|not_?)?(?:dev|develop|development|test|tests|testing|local|localhost|e2e|ci)(?:mode|env|environment)?\b|is(?:Dev|Test|Local)\w*|__DEV__|import\.meta\.dev/i;
const PRODUCTION = /prod/i;

/** Behind a check for development, outside a check for production, or behind a setting that says what it does. */
function isMeant(node: ts.Node, { ts, sourceFile }: CodeFileView): boolean {
  for (let at: ts.Node = node; at.parent; at = at.parent) {
    const { parent } = at;
    const branch = branchOf(parent, at, ts);
    if (!branch) continue;
    const test = branch.test.getText(sourceFile);
    if (SAYS_SO.test(test)) return true;
    const negated = /!==?|^!/.test(test);
    if (PRODUCTION.test(test)) {
      if (branch.holds === negated) return true;
    } else if (DEVELOPMENT.test(test) && branch.holds !== negated) return true;
  }
  return false;
}

/** The test a node stands behind, and whether it stands where that holds. */
function branchOf(
  parent: ts.Node,
  child: ts.Node,
  tsModule: CodeFileView["ts"],
): { test: ts.Node; holds: boolean } | null {
  if (tsModule.isIfStatement(parent) && child !== parent.expression)
    return { test: parent.expression, holds: child === parent.thenStatement };
  if (tsModule.isConditionalExpression(parent) && child !== parent.condition)
    return { test: parent.condition, holds: child === parent.whenTrue };
  if (tsModule.isCaseClause(parent) && child !== parent.expression) return { test: parent.expression, holds: true };
  if (tsModule.isBinaryExpression(parent) && child === parent.right) {
    const { kind } = parent.operatorToken;
    if (kind === tsModule.SyntaxKind.AmpersandAmpersandToken) return { test: parent.left, holds: true };
    if (kind === tsModule.SyntaxKind.BarBarToken) return { test: parent.left, holds: false };
  }
  return null;
}

function propertyName(name: ts.PropertyName, tsModule: CodeFileView["ts"]): string | null {
  return tsModule.isIdentifier(name) || tsModule.isStringLiteralLike(name) ? name.text : null;
}
