import { isPlainHttp } from "../../src/model/api/local-hosts.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "openapi/https-servers",
  practice: "api/transport",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  summary: "every server is reached over TLS",
  why: "Over plain HTTP everyone on the way reads the tokens and the data, and can change both. A server that redirects to https does not help: the client has sent its credentials with the first request. Clients and tools take the URL from the contract, so one that says `http:` makes callers insecure who would never have written it.",
  fix: "write `https:` in the server's URL (in 2.0: `https` alone under `schemes`), and close the plain port",
  tradeoff:
    "A host inside a private network, behind a proxy that ends TLS, may be plain HTTP; give it a name under `.internal` or a server variable.",
  references: [
    "https://www.rfc-editor.org/rfc/rfc9325",
    "https://spec.openapis.org/oas/v3.1.1.html#server-object",
    "https://owasp.org/API-Security/editions/2023/en/0xa8-security-misconfiguration/",
  ],
  visit: {
    Server(node, { report }) {
      const { url } = node.value;
      if (typeof url !== "string" || !isPlainHttp(url)) return;
      report({
        at: node.member("url"),
        anchor: node.anchor,
        message: `the server \`${url}\` is reached without TLS`,
        label: "http",
      });
    },
    Document(node, { document, report }) {
      if (document.dialect !== "2.0") return;
      const { host, schemes } = node.value;
      if (typeof host !== "string" || !Array.isArray(schemes)) return;
      const plain = schemes.find((scheme) => scheme === "http" || scheme === "ws");
      if (plain === undefined || !isPlainHttp(`${String(plain)}://${host}`)) return;
      report({
        at: node.member("schemes"),
        anchor: node.anchor,
        message: `\`${host}\` is reached without TLS${schemes.length > 1 ? " too" : ""}: \`${String(plain)}\` is one of its schemes`,
        label: String(plain),
        key: "schemes",
      });
    },
  },
});
