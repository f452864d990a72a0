import type { Report } from "../../src/findings/report.ts";
import { operationText } from "../../src/model/api/words.ts";
import { defineRule } from "../../src/rule/define.ts";
import { reportMany } from "../../src/rule/many.ts";

export default defineRule({
  id: "openapi/summary",
  practice: "api/contract",
  severity: "info",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "every operation says in a line what it does",
  why: "Method and path tell what is addressed and not what happens: whether a `DELETE` can be undone, what a `POST` sets in motion, who may call it. Documentation lists operations by their summaries, generated clients put it above the function, and a list of bare paths sends every reader to the code.",
  fix: "write one line of `summary`, and a `description` where there is more to say",
  tradeoff: "A document that is generated from code and read by tools alone needs no words.",
  references: [
    "https://spec.openapis.org/oas/v3.1.1.html#operation-object",
    "https://opensource.zalando.com/restful-api-guidelines/#101",
  ],
  check({ api, report }) {
    for (const document of api.documents) {
      const found: Report[] = [];
      for (const operation of document.operations) {
        const source = document.source.node(operation.at);
        if (!source || [source.text("summary"), source.text("description")].some((text) => text?.trim())) continue;
        found.push({
          at: operation,
          message: `${operationText(operation)} has neither \`summary\` nor \`description\``,
        });
      }
      reportMany(report, found, { key: document.file, of: document.operations.length });
    }
  },
});
