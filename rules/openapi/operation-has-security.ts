import type { Operation } from "../../src/facts/api.ts";
import { apiKey } from "../../src/model/api/documents.ts";
import { familyOf } from "../../src/model/api/family.ts";
import { isOpenByNature, matchesPath } from "../../src/model/api/paths.ts";
import { defineRule } from "../../src/rule/define.ts";
import { list } from "../../src/rule/options.ts";

/** So many operations without security are a habit; fewer were forgotten one by one. */
const mostApart = 5;

const reads = new Set(["GET", "HEAD", "QUERY"]);

export default defineRule({
  id: "openapi/operation-has-security",
  practice: "api/auth",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  summary: "every operation says whom it lets in",
  why: "An operation without `security`, in a document without a default, is public by the contract. Gateways, generated servers and security tests believe it: the one endpoint that was forgotten among secured ones is the one that is open. An explicit `security: []` says that it is meant, and a reviewer sees it.",
  fix: "write `security` at the top of the document, so that forgetting it closes an endpoint rather than opens it, and `security: []` where everyone may enter",
  tradeoff:
    "A service that only a gateway can reach, which authenticates for it, may leave security out of its own contract; then clients cannot learn it there.",
  references: [
    "https://spec.openapis.org/oas/v3.1.1.html#security-requirement-object",
    "https://owasp.org/API-Security/editions/2023/en/0xa2-broken-authentication/",
    "https://owasp.org/API-Security/editions/2023/en/0xa5-broken-function-level-authorization/",
  ],
  options: { publicPaths: list("paths that everyone may call, where `*` stands for any text") },
  check({ api, report, options }) {
    for (const document of api.documents) {
      if (document.hasDefaultSecurity) continue;
      const judged = document.operations.filter(
        (operation) => !isOpenByNature(operation) && !matchesPath(operation.path, options.publicPaths),
      );
      const open = judged.filter((operation) => operation.securityFrom === "nowhere");
      if (open.length === 0) continue;
      const secured = document.operations.filter((operation) =>
        operation.security.some((requirement) => requirement.schemes.length > 0),
      );
      const [example] = secured;
      if (!example) {
        const declared = document.securitySchemes;
        // Explicit `security: []` everywhere else is a decision; only what says nothing is asked about.
        report({
          at: declared[0] ?? document,
          message: declared[0]
            ? `the security scheme \`${declared[0].name}\` is declared and no operation asks for it: ${countText(open)} public by this contract`
            : `nothing in this contract asks for authentication: ${countText(open)} public by it`,
          related: open
            .filter((operation) => !reads.has(operation.method))
            .slice(0, 1)
            .map((operation) => ({ at: operation, label: "changes data for anyone" })),
          fold: { by: "cause", key: `${apiKey(api, document)} ${declared[0]?.name ?? ""}` },
          ...(declared.length === 0 && mayBePublic(judged) ? { confidence: "medium" as const } : {}),
        });
        continue;
      }
      for (const operation of open) {
        report({
          at: operation,
          message: `\`${operation.method} ${operation.path}\` asks for no authentication, unlike ${secured.length} of ${document.operations.length} operations`,
          label: "no `security` here, and no default in the document",
          related: example.securityAt
            ? [
                {
                  at: example.securityAt,
                  label: `\`${example.method} ${example.path}\` asks for ${schemesOf(example)}`,
                },
              ]
            : [],
          fold: {
            by: "cause",
            key: JSON.stringify(
              open.length > mostApart || open.length * 2 > judged.length
                ? [familyOf(document)]
                : [familyOf(document), operation.method, operation.path],
            ),
          },
          ...(reads.has(operation.method) ? { confidence: "medium" as const } : {}),
        });
      }
    }
  },
});

/** An API that only gives out data may well be for everyone; one or two operations may carry their key in the body. */
function mayBePublic(operations: readonly Operation[]): boolean {
  return operations.length < 3 || operations.every((operation) => reads.has(operation.method));
}

function countText(open: readonly Operation[]): string {
  const writes = open.filter((operation) => !reads.has(operation.method)).length;
  const changing =
    writes === 0 ? "" : writes === open.length ? ", all of which change data," : `, ${writes} of which change data,`;
  return `${open.length === 1 ? "1 operation" : `${open.length} operations`}${changing} ${open.length === 1 ? "is" : "are"}`;
}

function schemesOf(operation: Operation): string {
  const names = operation.security.flatMap((requirement) => requirement.schemes.map((scheme) => `\`${scheme.name}\``));
  return [...new Set(names)].join(" or ");
}
