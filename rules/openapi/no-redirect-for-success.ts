import { isOpenByNature, isProtocolEndpoint } from "../../src/model/api/paths.ts";
import { defineRule } from "../../src/rule/define.ts";

const writes = new Set(["POST", "PUT", "PATCH", "DELETE"]);

export default defineRule({
  id: "openapi/no-redirect-for-success",
  practice: "api/semantics",
  severity: "warning",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "a change that worked is answered with 2xx",
  why: "A redirect says that the request has to be made elsewhere. HTTP libraries follow it by themselves, some with the method and the body (307, 308), some with a GET (303, and in practice 301 and 302), so that a write is sent twice or its answer is lost behind the page it led to. Clients that test for success see none.",
  fix: "answer 200, 201 with `Location`, or 202 with the URL to follow, and leave it to the client whether it goes there",
  tradeoff:
    "Endpoints that browsers post forms to answer 303, so that a reload does not post again; sign-in and payment pages redirect by nature.",
  references: [
    "https://www.rfc-editor.org/rfc/rfc9110#section-15.4",
    "https://opensource.zalando.com/restful-api-guidelines/#251",
  ],
  check({ api, report }) {
    for (const document of api.documents) {
      for (const operation of document.operations) {
        if (!writes.has(operation.method) || isProtocolEndpoint(operation.path) || isOpenByNature(operation)) continue;
        if (operation.responses.some(({ status }) => /^(?:2|default)/.test(status))) continue;
        const redirect = operation.responses.find(({ status }) => /^3(?:\d[^4]|XX)$/i.test(status));
        const form = operation.requestBody?.contents.some(({ mediaType }) => /form/i.test(mediaType)) ?? false;
        if (!redirect || form) continue;
        report({
          at: redirect,
          message: `\`${operation.method} ${operation.path}\` answers ${redirect.status} when it worked, and no 2xx`,
        });
      }
    }
  },
});
