import { defineRule } from "../../src/rule/define.ts";

const retired: ReadonlyMap<string, string> = new Map([
  ["implicit", "hands the access token over in a URL, where browsers and servers keep it"],
  ["password", "gives the user's password to the client"],
]);

export default defineRule({
  id: "openapi/oauth2-no-implicit-or-password",
  practice: "api/auth",
  severity: "warning",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "OAuth 2 without the flows that are retired",
  why: "The implicit flow returns the access token in the URL of a redirect: it leaks through histories, referrers and open redirects, and cannot be bound to the client that asked. The password flow teaches users to type their password into clients, and shuts out second factors and single sign-on. The current best practice says of the one that it should not, of the other that it must not be used (RFC 9700, 2.1.2 and 2.4); OAuth 2.1 has neither.",
  fix: "offer the authorization code flow with PKCE, in browsers and mobile apps too, and client credentials between machines",
  tradeoff:
    "A server that still serves clients of an old flow describes what is there; a plan to close it belongs beside it.",
  references: [
    "https://www.rfc-editor.org/rfc/rfc9700#section-2.1.2",
    "https://www.rfc-editor.org/rfc/rfc9700#section-2.4",
    "https://spec.openapis.org/oas/v3.1.1.html#oauth-flows-object",
  ],
  check({ api, report }) {
    for (const document of api.documents) {
      for (const scheme of document.securitySchemes) {
        for (const flow of scheme.flows) {
          const reason = retired.get(flow.kind);
          if (reason === undefined) continue;
          report({
            at: flow,
            message: `\`${scheme.name}\` offers the ${flow.kind} flow, which ${reason}`,
            label: `the ${flow.kind} flow`,
            key: flow.kind,
            fold: { by: "convention", key: flow.kind, of: api.documents.length },
          });
        }
      }
    }
  },
});
