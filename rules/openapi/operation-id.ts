import type { Report } from "../../src/findings/report.ts";
import type { Operation } from "../../src/facts/api.ts";
import { operationText } from "../../src/model/api/words.ts";
import { defineRule } from "../../src/rule/define.ts";
import { reportMany } from "../../src/rule/many.ts";

export default defineRule({
  id: "openapi/operation-id",
  practice: "api/contract",
  severity: "info",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "every operation has an `operationId` that can be a name in code and in a URL",
  why: "Without an `operationId` a generator makes a name out of method and path, and a client's calls are renamed whenever the path changes. One with spaces or other signs is turned into an identifier by each generator in its own way, and two that differ in such signs or in case alone become one name in the client.",
  fix: "name each operation with letters, digits, `_`, `-` and `.`, in one style: `listOrders`, `getOrder`",
  tradeoff: "An API that is only ever called by hand, or described for people alone, needs no names.",
  references: [
    "https://spec.openapis.org/oas/v3.1.1.html#operation-object",
    "https://www.rfc-editor.org/rfc/rfc3986#section-2.3",
  ],
  check({ api, report }) {
    for (const document of api.documents) {
      const names = new Map<string, Operation>();
      const nameless: Report[] = [];
      const strange: Report[] = [];
      for (const operation of document.operations) {
        const id = operation.operationId;
        if (id === null || id === "") {
          nameless.push({
            at: operation,
            message: `${operationText(operation)} has no \`operationId\``,
            key: "none",
          });
          continue;
        }
        if (!/^[\w.~/:-]+$/.test(id))
          strange.push({
            at: operation,
            message: `the \`operationId\` \`${id}\` has signs that no name in code or in a URL has`,
            key: "signs",
          });
        const name = id.replace(/[^\p{L}\p{N}]/gu, "").toLowerCase();
        const known = names.get(name);
        if (!known) names.set(name, operation);
        // Equal ones are what `openapi/operation-id-unique` is for.
        else if (known.operationId !== id)
          report({
            at: operation,
            message: `the \`operationId\` \`${id}\` becomes the same name in code as \`${known.operationId}\``,
            key: "same name",
            related: [{ at: known, label: `\`${known.operationId}\`` }],
          });
      }
      const of = document.operations.length;
      reportMany(report, nameless, { key: `${document.file} none`, of });
      reportMany(report, strange, { key: `${document.file} signs`, of });
    }
  },
});
