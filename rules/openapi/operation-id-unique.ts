import type { Operation } from "../../src/facts/api.ts";
import { operationText } from "../../src/model/api/words.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "openapi/operation-id-unique",
  practice: "api/contract",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  summary: "no two operations of a document share an `operationId`",
  why: "The `operationId` is the name of the operation in generated clients and servers, in links and in test suites. Of two with one name, generators drop one, overwrite one with the other, or number them in the order they stand in, so that inserting an operation renames another for every client.",
  fix: "give each operation a name of its own; keep the one that clients use already",
  tradeoff: "None: the specification demands it.",
  references: [
    "https://spec.openapis.org/oas/v3.1.1.html#operation-object",
    "https://swagger.io/specification/v2/#operation-object",
  ],
  check({ api, report }) {
    for (const document of api.documents) {
      const first = new Map<string, Operation>();
      for (const operation of [...document.operations, ...document.webhooks]) {
        const id = operation.operationId;
        if (id === null || id === "") continue;
        const known = first.get(id);
        if (!known) {
          first.set(id, operation);
          continue;
        }
        report({
          at: operation,
          message: `${operationText(operation)} has the \`operationId\` of ${operationText(known)}: \`${id}\``,
          key: id,
          related: [{ at: known, label: `\`${id}\` already` }],
          fold: { by: "cause", key: `${document.file} ${id}` },
        });
      }
    }
  },
});
