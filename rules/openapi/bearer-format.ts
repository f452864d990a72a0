import { usersOf } from "../../src/model/api/security.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "openapi/bearer-format",
  practice: "api/auth",
  severity: "info",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "bearer tokens say what they are",
  why: "`bearer` says that whoever holds the token gets in, and not what the token is. Whether it is a JSON Web Token decides how a gateway checks it (a signature and an audience, or a call to the issuer), how long it lives after it was withdrawn, and whether a client may look into it. `bearerFormat` is one word that answers this.",
  fix: "add `bearerFormat: JWT`, or `opaque` for a token that only the server understands",
  tradeoff: "It is a hint for people; nothing is checked against it.",
  references: [
    "https://spec.openapis.org/oas/v3.1.1.html#security-scheme-object",
    "https://www.rfc-editor.org/rfc/rfc8725",
    "https://www.rfc-editor.org/rfc/rfc6750",
  ],
  check({ api, report }) {
    for (const document of api.documents) {
      const users = usersOf(document);
      for (const scheme of document.securitySchemes) {
        if (scheme.type !== "http" || scheme.scheme?.toLowerCase() !== "bearer") continue;
        if (scheme.bearerFormat !== null || !users.has(scheme.name)) continue;
        report({
          at: scheme,
          message: `\`${scheme.name}\` takes bearer tokens and does not say what they are: \`bearerFormat\` is missing`,
          fold: { by: "convention", key: "bearer", of: api.documents.length },
        });
      }
    }
  },
});
