import type { ApiDocument, Operation } from "../../src/facts/api.ts";
import type { Report } from "../../src/findings/report.ts";
import { successesOf } from "../../src/model/api/answers.ts";
import { answerOf } from "../../src/model/api/body-shapes.ts";
import { isOpenByNature, isProtocolEndpoint } from "../../src/model/api/paths.ts";
import { isItemPath, itemsOf, resourcesOf } from "../../src/model/api/resources.ts";
import { defineRule } from "../../src/rule/define.ts";
import { reportMany } from "../../src/rule/many.ts";

export default defineRule({
  id: "openapi/success-status-fits-method",
  practice: "api/semantics",
  severity: "warning",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "the status of a success says what the method did",
  why: "Clients, caches, retry logic and monitoring read the status and not the description. A GET that answers 201 says that reading it created something, so that a careful client will not repeat it; a GET that only ever answers 202 never gives what was asked for; a DELETE that answers 201 is a success that contradicts itself. Where most of an API answers 201 when it creates, clients test for it, and the one that answers 200 looks like a request that found something old.",
  fix: "200 for what was read or changed, 201 for what was created, 202 for what is begun, 204 for what has nothing to say",
  tradeoff:
    "A POST that finds or creates may answer 200 for what it found, and should then declare both. An API whose clients only look at 2xx loses little.",
  references: [
    "https://www.rfc-editor.org/rfc/rfc9110#section-15.3",
    "https://opensource.zalando.com/restful-api-guidelines/#150",
    "https://github.com/microsoft/api-guidelines/blob/vNext/azure/Guidelines.md#http-return-codes",
  ],
  check({ api, report }) {
    for (const document of api.documents) {
      for (const operation of document.operations) {
        const wrong = contradictionOf(operation);
        const response = successesOf(operation)[0];
        if (wrong && response)
          report({
            at: operation,
            message: `\`${operation.method} ${operation.path}\` answers ${response.status}: ${wrong}`,
            related: [{ at: response.at, label: "its only success" }],
          });
      }
      reportOddCreations(document, report);
    }
  },
});

function contradictionOf(operation: Operation): string | null {
  const statuses = successesOf(operation).map((response) => response.status);
  if (statuses.length !== 1) return null;
  const [status] = statuses;
  const { method } = operation;
  if (status === "201" && (method === "GET" || method === "HEAD")) return "reading creates nothing";
  if (status === "201" && method === "DELETE") return "deleting creates nothing";
  if (status === "202" && method === "GET") return "whoever reads it never gets it";
  return null;
}

/** A POST on a collection whose items can be read creates one: in an API that says so with 201, all of them should. */
function reportOddCreations(document: ApiDocument, report: (report: Report) => void): void {
  const resources = resourcesOf(document);
  const creations = document.operations.filter((operation) => {
    if (operation.method !== "POST" || isItemPath(operation.path)) return false;
    if (isOpenByNature(operation) || isProtocolEndpoint(operation.path)) return false;
    const read = itemsOf(operation.path, resources)?.operations.find(({ method }) => method === "GET");
    const [first, ...others] = successesOf(operation);
    if (!read || !first || others.length > 0 || !/^20[01]$/.test(first.status)) return false;
    const answer = answerOf(operation);
    return first.status === "201" || (answer?.name != null && answer.name === answerOf(read)?.name);
  });
  const odd = creations.filter((operation) => successesOf(operation)[0]?.status === "200");
  const usual = creations.length - odd.length;
  // Three in four make a convention that the others depart from.
  if (usual < 3 || usual * 4 < creations.length * 3) return;
  const example = creations.find((operation) => !odd.includes(operation));
  const found = odd.map((operation): Report => ({
    at: operation,
    message: `\`POST ${operation.path}\` answers 200 when it creates; ${usual} of ${creations.length} creations in this API answer 201`,
    related: example ? [{ at: example, label: "answers 201" }] : [],
  }));
  reportMany(report, found, { key: document.file, of: creations.length });
}
