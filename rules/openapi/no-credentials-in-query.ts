import { placeKey } from "../../src/model/api/errors.ts";
import { groupedBy } from "../../src/model/api/groups.ts";
import { usersOf } from "../../src/model/api/security.ts";
import { credentialInUrl } from "../../src/model/api/url-secrets.ts";
import { counted, operationText } from "../../src/model/api/words.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "openapi/no-credentials-in-query",
  practice: "api/auth",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  summary: "no credential travels in a URL",
  why: "URLs are written down: by access logs, proxies, gateways and tracing, in browser histories, and in the `Referer` of whatever the page loads next. A key or a password in one lies in all of those, for years, readable by people who were never given it, and TLS does not help, for they are the ends of the connection.",
  fix: "take credentials in the `Authorization` header or another header, or in the body of the request that signs in",
  tradeoff:
    "What a browser must open by itself (a download link, an EventSource, a WebSocket) cannot send headers; give those a token of their own that is short-lived and good for that one resource.",
  references: [
    "https://www.rfc-editor.org/rfc/rfc6750#section-5.3",
    "https://owasp.org/API-Security/editions/2023/en/0xa2-broken-authentication/",
    "https://cwe.mitre.org/data/definitions/598.html",
    "https://www.rfc-editor.org/rfc/rfc9700#section-4.3.2",
  ],
  check({ api, report }) {
    for (const document of api.documents) {
      const users = usersOf(document);
      const keys = new Set<string>();
      for (const scheme of document.securitySchemes) {
        if (scheme.type !== "apiKey" || scheme.in !== "query" || isForBrowsers(scheme.parameterName ?? "")) continue;
        const { length } = users.get(scheme.name) ?? [];
        if (scheme.parameterName !== null) keys.add(scheme.parameterName);
        report({
          at: scheme,
          message: `the API key \`${scheme.parameterName ?? scheme.name}\` travels in the query of the URL${length > 0 ? `, for ${counted(length, "operation")}` : ""}`,
          label: "in: query",
          ...(length === 0 ? { confidence: "medium" as const } : {}),
        });
      }
      const inUrl = document.operations.flatMap((operation) =>
        operation.parameters.flatMap((parameter) => {
          const credential = credentialInUrl(parameter, operation);
          // A key declared as a scheme and again as a parameter is one fault.
          return credential && !keys.has(parameter.name) ? [{ operation, parameter, credential }] : [];
        }),
      );
      for (const [first, ...others] of groupedBy(inUrl, ({ parameter }) => placeKey(parameter.at)).values()) {
        const { operation, parameter, credential } = first;
        report({
          at: parameter,
          message: `${operationText(operation)}${others.length > 0 ? ` and ${counted(others.length, "other operation")}` : ""} take${others.length > 0 ? "" : "s"} \`${parameter.name}\` in the ${parameter.in === "path" ? "path" : "query"} of the URL`,
          label: "a credential, by its name",
          fold: { by: "cause", key: `${document.file} ${parameter.in} ${parameter.name}` },
          ...(credential === "unsure" ? { confidence: "medium" as const } : {}),
        });
      }
    }
  },
});

/** Keys that pages show to everyone identify an application and prove nothing. */
function isForBrowsers(name: string): boolean {
  return /client_?key|client_?id|public|publishable|anon(?:ymous)?_?key|app_?id/i.test(name);
}
