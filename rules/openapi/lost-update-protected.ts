import type { Operation } from "../../src/facts/api.ts";
import { declaresHeader, successesOf } from "../../src/model/api/answers.ts";
import { resourcesOf } from "../../src/model/api/resources.ts";
import { operationText } from "../../src/model/api/words.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "openapi/lost-update-protected",
  practice: "api/caching",
  severity: "warning",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "what has an `ETag` is changed only in the version that was read",
  why: "Two people open the same thing, both change it, both save: the second save silently undoes the first. The `ETag` that the read answered with is all it takes to prevent that, when the write takes it back in `If-Match` and answers 412 once somebody else was faster (RFC 9110, 13.1.1). A contract that gives out the `ETag` and does not take it leaves clients no way to be careful.",
  fix: "declare the `If-Match` header parameter and the `412` response (`428` when it is required) on PUT, PATCH and DELETE of that path",
  tradeoff:
    "Where the last writer is meant to win, or a version number in the body does the same, the header is not needed; then the `ETag` serves only caches.",
  references: [
    "https://www.rfc-editor.org/rfc/rfc9110#section-13.1.1",
    "https://www.rfc-editor.org/rfc/rfc6585#section-3",
    "https://google.aip.dev/154",
    "https://opensource.zalando.com/restful-api-guidelines/#182",
  ],
  check({ api, report }) {
    for (const document of api.documents) {
      for (const { operations } of resourcesOf(document).values()) {
        const read = operations.find(
          (operation) =>
            operation.method === "GET" && successesOf(operation).some((response) => declaresHeader(response, "etag")),
        );
        if (!read) continue;
        for (const operation of operations) {
          if (!/^(?:PUT|PATCH|DELETE)$/.test(operation.method) || operation.deprecated) continue;
          const isTaken =
            operation.parameters.some(({ name }) => /^if-(?:match|unmodified-since)$/i.test(name)) ||
            operation.responses.some(({ status }) => status === "412" || status === "428") ||
            hasVersion(operation);
          if (isTaken) continue;
          report({
            at: operation,
            message: `${operationText(operation)} cannot tell whether somebody else was faster: it takes no \`If-Match\`, though the read answers with an \`ETag\``,
            related: [{ at: read, label: "answers with an `ETag`" }],
            fold: { by: "cause", key: `${document.file} ${read.path}` },
          });
        }
      }
    }
  },
});

/** A version in the body does what `If-Match` does. */
function hasVersion(operation: Operation): boolean {
  const sent = operation.requestBody?.contents.flatMap(({ schema }) => schema?.properties ?? []) ?? [];
  return sent.some(({ name }) => /^_?(?:etag|version|revision|rev|lock_?version|resource_?version)$/i.test(name));
}
