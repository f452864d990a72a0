import { placeKey } from "../../src/model/api/errors.ts";
import { groupedBy } from "../../src/model/api/groups.ts";
import { isOpenByNature } from "../../src/model/api/paths.ts";
import { onlyAsks } from "../../src/model/api/scopes.ts";
import { isSafeMethod, securityNode } from "../../src/model/api/security.ts";
import { counted, operationText } from "../../src/model/api/words.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "openapi/no-optional-security",
  practice: "api/auth",
  severity: "warning",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "what changes data asks for credentials, and does not merely accept them",
  why: "The alternatives of `security` are an *or*: with `{}` among them the operation is open to everyone, and the schemes beside it decide nothing but who is named in the log. On a read that may be meant, to show more to those who signed in. On a write it most often is a remnant of a time when the check was switched on step by step.",
  fix: "take `{}` out of the list; where anyone may really write, say `security: []`",
  tradeoff: "Guests who may order, comment or vote, and whose name is taken when they have one, are just this.",
  references: [
    "https://spec.openapis.org/oas/v3.1.1.html#security-requirement-object",
    "https://owasp.org/API-Security/editions/2023/en/0xa2-broken-authentication/",
  ],
  check({ api, report }) {
    for (const document of api.documents) {
      const open = document.operations.filter(
        (operation) =>
          !isSafeMethod(operation) &&
          !isOpenByNature(operation) &&
          !onlyAsks(operation.path) &&
          operation.security.some(({ schemes }) => schemes.length === 0) &&
          operation.security.some(({ schemes }) => schemes.length > 0),
      );
      for (const [first, ...others] of groupedBy(open, ({ securityAt, at }) => placeKey(securityAt ?? at)).values())
        report({
          at: securityNode(document, first) ?? first,
          message: `${operationText(first)}${others.length > 0 ? ` and ${counted(others.length, "other write")}` : ""} can be called without credentials: \`{}\` is one of the alternatives`,
          label: "`{}` lets everyone in",
          related: [{ at: first, label: "changes data" }],
        });
    }
  },
});
