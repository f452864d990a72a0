import { hasSuccessor, liveResources } from "../../src/model/api/deprecation.ts";
import { operationText } from "../../src/model/api/words.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "openapi/deprecation-has-successor",
  practice: "api/versioning",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  summary: "what is deprecated says what to use in its place",
  why: "`deprecated: true` tells clients that they must leave, and nothing else. Without a way to go they stay: the operation cannot be removed, because it is still called, and every team that calls it must ask the same question. Code generators print the description beside the warning, so that is where the answer is read.",
  fix: "name the replacement in the description (`use GET /v2/orders instead`), or write that there is none and why",
  tradeoff: "An operation that goes without a replacement has none to name; one sentence that says so is enough.",
  references: [
    "https://google.aip.dev/192#deprecations",
    "https://opensource.zalando.com/restful-api-guidelines/#187",
    "https://www.rfc-editor.org/rfc/rfc5829#section-3.2",
    "https://spec.openapis.org/oas/v3.1.1.html#operation-object",
  ],
  check({ api, report }) {
    for (const document of api.documents) {
      const deprecated = document.operations.filter((operation) => operation.deprecated);
      if (deprecated.length === 0) continue;
      const live = liveResources(document);
      for (const operation of deprecated) {
        const node = document.source.node(operation.at);
        if (!node || hasSuccessor(operation, node, live)) continue;
        report({
          at: operation,
          message: `${operationText(operation)} is deprecated, and nothing says what to use instead`,
          label: "deprecated",
          fold: { by: "convention", key: document.file, of: deprecated.length },
        });
      }
    }
  },
});
