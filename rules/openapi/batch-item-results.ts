import { apiKey } from "../../src/model/api/documents.ts";
import { answersEach, batchesOf } from "../../src/model/api/batches.ts";
import { operationText } from "../../src/model/api/words.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "openapi/batch-item-results",
  practice: "api/semantics",
  severity: "warning",
  confidence: "medium",
  preset: "strict",
  since: "0.1.0",
  summary: "a batch answers for each of its items",
  why: "Of a hundred items, ninety-eight work and two do not. An answer with one status for all of them lets the client choose between sending all again, which makes ninety-eight of them twice, and losing two. It needs to know which: by 207 with a status an item, or by a list in the body.",
  fix: "answer with `207` or a list that has, for each item in order, its status and its error; or accept the batch with `202` and a job to ask",
  tradeoff:
    "A batch that is done as a whole or not at all, in one transaction, needs one answer only. Its description should say so, for clients build on it.",
  references: [
    "https://opensource.zalando.com/restful-api-guidelines/#152",
    "https://www.rfc-editor.org/rfc/rfc4918#section-13",
    "https://google.aip.dev/233",
  ],
  check({ api, report }) {
    for (const document of api.documents) {
      const batches = batchesOf(document);
      for (const operation of batches) {
        if (answersEach(document, operation)) continue;
        report({
          at: operation,
          message: `${operationText(operation)} takes many items, and its answer has no room for what became of each`,
          fold: { by: "convention", key: apiKey(api, document), of: batches.length },
        });
      }
    }
  },
});
