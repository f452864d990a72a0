import { apiKey } from "../../src/model/api/documents.ts";
import { successesOf } from "../../src/model/api/answers.ts";
import { declaresOneOf } from "../../src/model/api/declared.ts";
import { liveOperationsOf } from "../../src/model/api/live-operations.ts";
import { counted, operationText } from "../../src/model/api/words.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "openapi/cache-headers-on-get",
  practice: "api/caching",
  severity: "info",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "answers to GET say whether they may be cached",
  why: "A response to GET that says nothing about caching may still be cached, by rules of thumb (RFC 9111, 4.2.2): a proxy or a browser decides, and users see old data that no deploy explains. And where nothing is cached, each poll of each client is computed and sent anew, although a 304 would have done.",
  fix: "declare `Cache-Control` on the successful answers of GET: `no-store` for what is personal, `no-cache` with an `ETag` for what changes, a `max-age` for what may be a little old; one shared header component does for all",
  tradeoff:
    "When a gateway sets `Cache-Control: no-store` on everything, the contract may leave it out; a sentence in the description says so to clients.",
  references: [
    "https://www.rfc-editor.org/rfc/rfc9111#section-4.2.2",
    "https://opensource.zalando.com/restful-api-guidelines/#227",
  ],
  check({ api, report }) {
    for (const document of api.documents) {
      const reads = liveOperationsOf(document).filter(
        (operation) => operation.method === "GET" && successesOf(operation).some(({ contents }) => contents.length > 0),
      );
      const silent = reads.filter(
        (operation) =>
          !operation.responses.some((response) =>
            declaresOneOf(response, ["cache-control", "etag", "last-modified", "expires", "surrogate-control"]),
          ),
      );
      if (silent.length === 0) continue;
      const spoken = reads.find((operation) => !silent.includes(operation));
      if (!spoken || silent.length * 2 > reads.length) {
        report({
          at: document,
          message: spoken
            ? `${silent.length} of ${counted(reads.length, "GET operation")} do not say whether their answers may be cached`
            : `no answer of ${counted(reads.length, "GET operation")} says whether it may be cached: neither \`Cache-Control\` nor \`ETag\` nor \`Last-Modified\` is declared`,
          related: spoken ? [{ at: spoken, label: `${operationText(spoken)} says it` }] : [],
          fold: { by: "cause", key: apiKey(api, document) },
        });
        continue;
      }
      for (const operation of silent) {
        report({
          at: operation,
          message: `${operationText(operation)} does not say whether its answer may be cached, as ${reads.length - silent.length} of ${counted(reads.length, "GET operation")} do`,
          related: [{ at: spoken, label: "says it" }],
        });
      }
    }
  },
});
