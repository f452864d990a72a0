import { apiKey } from "../../src/model/api/documents.ts";
import { declaresHeader, successesOf } from "../../src/model/api/answers.ts";
import { declaresStatus } from "../../src/model/api/declared.ts";
import { liveOperationsOf } from "../../src/model/api/live-operations.ts";
import { operationText } from "../../src/model/api/words.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "openapi/conditional-requests",
  practice: "api/caching",
  severity: "info",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "an `ETag` can be sent back",
  why: "An `ETag` saves something only when clients send it back in `If-None-Match` and the server answers 304 without a body (RFC 9110, 13.1.2). A contract that names the one and not the other leaves it open whether the server compares them: clients that trust it send the header in vain, generated clients take the 304 for an error.",
  fix: "declare the `If-None-Match` header parameter and the `304` response beside the `ETag`",
  tradeoff:
    "An `ETag` may serve only for `If-Match` on writes. Then declaring `If-Match` there says what it is for, and this rule is content.",
  references: [
    "https://www.rfc-editor.org/rfc/rfc9110#section-13.1.2",
    "https://opensource.zalando.com/restful-api-guidelines/#182",
  ],
  check({ api, report }) {
    for (const document of api.documents) {
      const operations = liveOperationsOf(document);
      const matched = new Set(
        operations.filter(({ parameters }) => parameters.some(isNamed("if-match"))).map(({ path }) => path),
      );
      const tagged = operations.filter(
        (operation) =>
          operation.method === "GET" && successesOf(operation).some((response) => declaresHeader(response, "etag")),
      );
      for (const operation of tagged) {
        const isAnswered = declaresStatus(operation, "304");
        const isAsked = operation.parameters.some(isNamed("if-none-match"));
        if (isAnswered || isAsked || matched.has(operation.path)) continue;
        report({
          at: operation,
          message: `${operationText(operation)} answers with an \`ETag\` that nothing takes back: neither \`If-None-Match\` nor \`304\` is declared`,
          fold: { by: "convention", key: apiKey(api, document), of: tagged.length },
        });
      }
    }
  },
});

function isNamed(wanted: string): (parameter: { readonly name: string }) => boolean {
  return ({ name }) => name.toLowerCase() === wanted;
}
