import type { SecurityScheme } from "../../src/facts/api.ts";
import { isProtocolEndpoint } from "../../src/model/api/paths.ts";
import { usersOf } from "../../src/model/api/security.ts";
import { counted } from "../../src/model/api/words.ts";
import { defineRule } from "../../src/rule/define.ts";

/** Schemes of HTTP's registry that are weak or abandoned, and why. */
const weak: ReadonlyMap<string, string> = new Map([
  ["basic", "sends the password itself with every request"],
  ["digest", "needs the password stored where it can be read, and rests on MD5 in most servers"],
  ["negotiate", "authenticates the connection and not the request, which proxies share"],
  ["oauth", "is OAuth 1.0, which RFC 6749 obsoletes"],
]);

export default defineRule({
  id: "openapi/no-basic-auth",
  practice: "api/auth",
  severity: "warning",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "callers prove themselves with tokens, and not with their password in each request",
  why: "HTTP Basic sends the user's name and password, readable, with every request, so they lie in every client, script and log of headers, and cannot expire, be limited to a purpose or be withdrawn one by one. There is no second factor and no signing out. Digest, Negotiate and OAuth 1.0 mend some of it and are no longer built on.",
  fix: "issue tokens that expire: OAuth 2 with an authorization code for people and client credentials for machines",
  tradeoff:
    "Basic that carries an API key in the place of the user's name (as Stripe's and Twilio's do) is a bearer token by another name; inside a private network, with one machine account, it may be enough.",
  references: [
    "https://www.rfc-editor.org/rfc/rfc7617#section-4",
    "https://owasp.org/API-Security/editions/2023/en/0xa2-broken-authentication/",
    "https://www.iana.org/assignments/http-authschemes/http-authschemes.xhtml",
  ],
  check({ api, report }) {
    for (const document of api.documents) {
      const users = usersOf(document);
      for (const scheme of document.securitySchemes) {
        const reason = reasonAgainst(scheme);
        if (reason === undefined) continue;
        const operations = users.get(scheme.name) ?? [];
        // Clients show their own credentials at a token endpoint by Basic (RFC 6749, 2.3.1), and webhooks know no better.
        const judged = operations.filter(({ path }) => path.startsWith("/") && !isProtocolEndpoint(path));
        if (judged.length === 0) continue;
        report({
          at: scheme,
          message: `\`${scheme.name}\` is HTTP ${scheme.scheme}, asked for by ${counted(judged.length, "operation")}: it ${reason}`,
          label: `HTTP ${scheme.scheme}`,
          fold: { by: "convention", key: scheme.scheme ?? "", of: api.documents.length },
        });
      }
    }
  },
});

function reasonAgainst(scheme: SecurityScheme): string | undefined {
  return scheme.type === "http" ? weak.get(scheme.scheme?.toLowerCase() ?? "") : undefined;
}
