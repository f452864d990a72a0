import type { Report } from "../../src/findings/report.ts";
import { successesOf } from "../../src/model/api/answers.ts";
import { answerOf } from "../../src/model/api/body-shapes.ts";
import { isItemPath } from "../../src/model/api/resources.ts";
import { defineRule } from "../../src/rule/define.ts";
import { reportMany } from "../../src/rule/many.ts";

export default defineRule({
  id: "openapi/no-top-level-array",
  practice: "api/semantics",
  severity: "info",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "lists are answered inside an object",
  why: "An answer that is an array has no place for anything else. When the list needs a cursor, a total or a warning, the only way is to change its type, which breaks every client at once; an object takes one more property and none notices. Among lists in an envelope, the one bare array needs code of its own as well.",
  fix: 'answer an object with the list in a property (`{ "items": […] }`), as the API\'s other lists are',
  tradeoff:
    "What belongs beside the list can travel in headers (`Link`, `X-Total-Count`), as GitHub's API does it throughout.",
  references: [
    "https://opensource.zalando.com/restful-api-guidelines/#110",
    "https://google.aip.dev/132",
    "https://github.com/microsoft/api-guidelines/blob/vNext/azure/Guidelines.md#collections",
  ],
  check({ api, report }) {
    for (const document of api.documents) {
      const lists = document.operations.flatMap((operation) => {
        const shape = operation.method === "GET" && !isItemPath(operation.path) ? answerOf(operation) : null;
        if (!shape) return [];
        const bare = shape.types.length === 1 && shape.types[0] === "array";
        const wrapped = shape.properties.some(({ types }) => types.includes("array"));
        return bare || wrapped ? [{ operation, bare }] : [];
      });
      const wrapped = lists.filter(({ bare }) => !bare).length;
      const found: Report[] = [];
      for (const { operation, bare } of lists) {
        if (!bare) continue;
        found.push({
          at: successesOf(operation)[0]?.at ?? operation,
          anchor: operation.anchor,
          message: `\`GET ${operation.path}\` answers a bare array, to which nothing can be added${wrapped > 0 ? `; ${wrapped} of ${lists.length} lists in this API are inside an object` : ""}`,
        });
      }
      reportMany(report, found, { key: document.file, of: lists.length });
    }
  },
});
