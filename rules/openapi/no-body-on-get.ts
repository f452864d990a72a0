import type { Report } from "../../src/findings/report.ts";
import type { ApiDocument, Operation } from "../../src/facts/api.ts";
import { schemaOf } from "../../src/model/api/schemas.ts";
import { defineRule } from "../../src/rule/define.ts";
import { reportMany } from "../../src/rule/many.ts";

export default defineRule({
  id: "openapi/no-body-on-get",
  practice: "api/semantics",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  summary: "requests that read or delete carry no body",
  why: "The content of a GET or HEAD request has no meaning that everyone agrees on (RFC 9110, 9.3.1): caches leave it out of their keys and give one caller the answer of another, proxies and load balancers drop it or refuse the request, and `fetch` in browsers throws before it sends anything. OpenAPI 3.0 tells tools to ignore such a body, so that generated clients have no way to send it. For DELETE the same holds by the letter (RFC 9110, 9.3.5), though more of the way lets it pass; it is a finding of less confidence.",
  fix: "send the values as query parameters; where they are too long or too secret for a URL, make the search a POST (`POST /orders/search`), or QUERY where both sides know it",
  tradeoff:
    "Search engines have taken GET with a body for long (Elasticsearch does, beside POST). A service whose every client and every hop is one's own can rely on it. A DELETE with a body is common for removing many at once, and works where nothing between client and server minds.",
  references: [
    "https://www.rfc-editor.org/rfc/rfc9110#section-9.3.1",
    "https://www.rfc-editor.org/rfc/rfc9110#section-9.3.5",
    "https://spec.openapis.org/oas/v3.0.4.html#operation-object",
    "https://fetch.spec.whatwg.org/#dom-request",
  ],
  check({ api, report }) {
    for (const document of api.documents) {
      for (const method of ["GET", "HEAD", "DELETE"]) {
        const judged = document.operations.filter((operation) => operation.method === method);
        const found: Report[] = [];
        for (const operation of judged) {
          const body = operation.requestBody;
          if (!body || isEmpty(document, operation)) continue;
          found.push({
            at: operation,
            message:
              method === "DELETE"
                ? `\`DELETE ${operation.path}\` takes a request body, which has no defined meaning there: what stands between may drop it`
                : `\`${method} ${operation.path}\` takes a request body: caches ignore it, and browsers refuse to send it`,
            related: [{ at: body.at, label: "the body" }],
            ...(method === "DELETE" ? { confidence: "medium" as const } : {}),
          });
        }
        reportMany(report, found, { key: `${document.file} ${method}`, of: judged.length });
      }
    }
  },
});

/** Some generators write a form without fields for requests that have none. */
function isEmpty(document: ApiDocument, operation: Operation): boolean {
  const contents = operation.requestBody?.contents ?? [];
  return contents.every((content) => {
    if (!content.schema || content.schema.properties.length > 0) return false;
    return schemaOf(document, content)?.flag("additionalProperties") === false;
  });
}
