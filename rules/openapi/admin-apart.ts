import type { Operation } from "../../src/facts/api.ts";
import { segmentsOf } from "../../src/model/api/paths.ts";
import { counted, operationText } from "../../src/model/api/words.ts";
import { defineRule } from "../../src/rule/define.ts";
import { list } from "../../src/rule/options.ts";

const administrative =
  /^(?:admin|admins|administration|administrators?|superuser|superadmin|backoffice|back-office|sudo)$/i;

export default defineRule({
  id: "openapi/admin-apart",
  practice: "api/auth",
  severity: "warning",
  confidence: "medium",
  preset: "strict",
  since: "0.1.0",
  summary: "administration asks for more than everything else does",
  why: "An operation for administrators that asks for the same scheme and scopes as everyone's is kept apart by nothing but code behind it, the check that is most often forgotten (OWASP's broken function level authorization). Gateways, reviewers and tests that go by the contract cannot see that these paths are special.",
  fix: "give administration a scope or a scheme of its own (`admin:users`), or an API of its own",
  tradeoff:
    "Where roles are looked up behind the token and scopes are not used at all, the contract cannot tell; 3.1 lets a requirement name roles for any scheme.",
  references: [
    "https://owasp.org/API-Security/editions/2023/en/0xa5-broken-function-level-authorization/",
    "https://spec.openapis.org/oas/v3.1.1.html#security-requirement-object",
  ],
  options: { adminSegments: list("path segments that mark administration, beside `admin` and its like") },
  check({ api, report, options }) {
    for (const document of api.documents) {
      const own = new Set(options.adminSegments.map((segment) => segment.toLowerCase()));
      const isAdmin = ({ path }: Operation) =>
        segmentsOf(path).some((segment) => administrative.test(segment) || own.has(segment.toLowerCase()));
      const secured = document.operations.filter(({ security }) => security.some(({ schemes }) => schemes.length > 0));
      const ordinary = new Map(
        secured.filter((operation) => !isAdmin(operation)).map((operation) => [securityKey(operation), operation]),
      );
      const admin = secured.filter(isAdmin);
      for (const operation of admin) {
        const alike = ordinary.get(securityKey(operation));
        if (!alike) continue;
        report({
          at: operation,
          message: `${operationText(operation)} asks for what ${operationText(alike)} asks for: nothing in the contract sets ${counted(admin.length, "admin operation")} apart`,
          related: [{ at: alike, label: "open to ordinary users" }],
          fold: { by: "convention", key: document.file, of: admin.length },
        });
      }
    }
  },
});

/** What is asked for, in one text: equal for operations that let in the same callers. */
function securityKey(operation: Operation): string {
  return JSON.stringify(
    operation.security
      .map(({ schemes }) => schemes.map(({ name, scopes }) => [name, ...scopes.toSorted()].join(" ")).toSorted())
      .map((requirement) => requirement.join("+"))
      .toSorted(),
  );
}
