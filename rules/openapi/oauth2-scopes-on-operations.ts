import type { Report } from "../../src/findings/report.ts";
import { schemesOf } from "../../src/model/api/security.ts";
import { isProtocolEndpoint } from "../../src/model/api/paths.ts";
import { counted, operationText } from "../../src/model/api/words.ts";
import { placeKey } from "../../src/model/api/errors.ts";
import { groupedBy } from "../../src/model/api/groups.ts";
import { defineRule } from "../../src/rule/define.ts";
import { reportMany } from "../../src/rule/many.ts";

export default defineRule({
  id: "openapi/oauth2-scopes-on-operations",
  practice: "api/auth",
  severity: "warning",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "operations under OAuth 2 say which scopes they need",
  why: "`oauth2: []` lets any token in, whatever it was granted for: a token that was issued to read a calendar may delete the account. Scopes are how a user gives a client some rights and not all of them, and the contract is where gateways and clients learn which operation needs which.",
  fix: "declare scopes in the flows and name on each operation the least that it needs",
  tradeoff:
    "With one kind of client that may do everything, scopes say nothing; then roles or ownership are checked behind the token.",
  references: [
    "https://www.rfc-editor.org/rfc/rfc6749#section-3.3",
    "https://www.rfc-editor.org/rfc/rfc9700#section-2.3",
    "https://spec.openapis.org/oas/v3.1.1.html#security-requirement-object",
    "https://opensource.zalando.com/restful-api-guidelines/#105",
  ],
  check({ api, report }) {
    for (const document of api.documents) {
      const schemes = schemesOf(document);
      const oauth = document.operations
        .filter((operation) => !isProtocolEndpoint(operation.path))
        .flatMap((operation) => {
          const asked = operation.security
            .flatMap((requirement) => requirement.schemes)
            .filter(({ name }) => schemes.get(name)?.type === "oauth2");
          return asked.length > 0 ? [{ operation, asked }] : [];
        });
      const bare = oauth.filter(({ asked }) => asked.some(({ scopes }) => scopes.length === 0));
      const [first] = bare;
      if (!first) continue;
      const scoped = oauth.length - bare.length;
      if (scoped === 0) {
        const name = first.asked.find(({ scopes }) => scopes.length === 0)?.name ?? "";
        report({
          at: schemes.get(name) ?? first.operation,
          message: `none of ${counted(oauth.length, "operation")} under \`${name}\` names a scope: any token may do anything`,
          related: [{ at: first.operation, label: "without a scope" }],
        });
        continue;
      }
      const found: Report[] = [];
      // A requirement at the top of the document, or one shared path item, is one fault.
      for (const [{ operation }, ...others] of groupedBy(bare, ({ operation: { securityAt, at } }) =>
        placeKey(securityAt ?? at),
      ).values())
        found.push({
          at: operation,
          message: `${operationText(operation)}${others.length > 0 ? ` and ${counted(others.length, "other operation")}` : ""} ask${others.length > 0 ? "" : "s"} for no scope, unlike ${scoped} of ${counted(oauth.length, "operation")} under OAuth 2`,
          label: "any token will do",
        });
      reportMany(report, found, { key: document.file, of: oauth.length });
    }
  },
});
