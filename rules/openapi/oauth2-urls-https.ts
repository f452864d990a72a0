import { isPlainHttp } from "../../src/model/api/local-hosts.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "openapi/oauth2-urls-https",
  practice: "api/transport",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  summary: "tokens are asked for over TLS",
  why: "Passwords, client secrets, authorization codes and tokens pass through these URLs. Over plain HTTP anyone on the way reads them and is signed in; OAuth 2 therefore requires TLS at both endpoints (RFC 6749, 3.1 and 3.2), and OpenID Connect for its discovery.",
  fix: "write `https:`",
  tradeoff: "None outside of one machine; local hosts are not reported.",
  references: [
    "https://www.rfc-editor.org/rfc/rfc6749#section-3.1",
    "https://www.rfc-editor.org/rfc/rfc6749#section-3.2",
    "https://spec.openapis.org/oas/v3.1.1.html#oauth-flow-object",
  ],
  check({ api, report }) {
    for (const document of api.documents) {
      for (const scheme of document.securitySchemes) {
        if (scheme.openIdConnectUrl !== null && isPlainHttp(scheme.openIdConnectUrl))
          report({
            at: scheme,
            message: `\`openIdConnectUrl\` of \`${scheme.name}\` is reached without TLS: \`${scheme.openIdConnectUrl}\``,
          });
        for (const flow of scheme.flows) {
          for (const key of ["authorizationUrl", "tokenUrl", "refreshUrl"] as const) {
            const url = flow[key];
            if (url === null || !isPlainHttp(url)) continue;
            report({
              at: document.source.node(flow.at)?.place(key) ?? flow.at,
              anchor: flow.anchor,
              key,
              message: `\`${key}\` of \`${scheme.name}\` is reached without TLS: \`${url}\``,
              label: "http",
            });
          }
        }
      }
    }
  },
});
