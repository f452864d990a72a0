import { hasSunset } from "../../src/model/api/deprecation.ts";
import { counted, operationText } from "../../src/model/api/words.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "openapi/deprecation-has-sunset",
  practice: "api/versioning",
  severity: "info",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "what is deprecated says when it goes",
  why: "Without a date, deprecation is a wish: no client plans the work, and on the day of the removal each of them breaks. The headers `Deprecation` (RFC 9745) and `Sunset` (RFC 8594) put the date into every answer, where gateways and client libraries can warn of it; a date in the contract lets a reviewer see that it has passed.",
  fix: "declare `Sunset` and `Deprecation` headers on the answers of deprecated operations, or write the date beside `deprecated`, as `x-sunset: 2030-06-30` or in the description",
  tradeoff:
    "A team that removes nothing until its own clients have moved, and knows them all, needs no date. Hardly any public API declares one.",
  references: [
    "https://www.rfc-editor.org/rfc/rfc8594",
    "https://www.rfc-editor.org/rfc/rfc9745",
    "https://opensource.zalando.com/restful-api-guidelines/#189",
  ],
  check({ api, report }) {
    for (const document of api.documents) {
      const deprecated = document.operations.filter((operation) => operation.deprecated);
      const open = deprecated.filter((operation) => {
        const node = document.source.node(operation.at);
        return node !== null && !hasSunset(operation, node);
      });
      const [first] = open;
      if (!first) continue;
      report({
        at: first,
        message:
          deprecated.length === 1
            ? `${operationText(first)} is deprecated without a date on which it goes`
            : `${open.length} of ${counted(deprecated.length, "deprecated operation")} have no date on which they go, ${operationText(first)} the first`,
        label: "deprecated, until when?",
        related: open.slice(1, 3).map((operation) => ({ at: operation, label: "and here" })),
      });
    }
  },
});
