import type { ApiDocument, Operation } from "../../src/facts/api.ts";
import { successesOf } from "../../src/model/api/answers.ts";
import { answerOf } from "../../src/model/api/body-shapes.ts";
import { isOpenByNature, isProtocolEndpoint, segmentsOf } from "../../src/model/api/paths.ts";
import { isItemPath, pathKey, resourcesOf } from "../../src/model/api/resources.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "openapi/created-can-be-read",
  practice: "api/semantics",
  severity: "warning",
  confidence: "medium",
  preset: "strict",
  since: "0.1.0",
  summary: "what a client can create, it can read",
  why: "A client that created something and lost the answer to a timeout has to look whether it is there; one that wants to show, check or repair it has to read it. When no GET gives it, by itself or in a list, the API has a resource that can only be written: retries make doubles, and support has to look into the database.",
  fix: "add the GET of the item, or of the collection it is in",
  tradeoff: "Events, logs, metrics and messages are handed over and not kept; 202 or 204 says so better than 201.",
  references: [
    "https://google.aip.dev/121",
    "https://google.aip.dev/131",
    "https://www.rfc-editor.org/rfc/rfc9110#section-15.3.2",
  ],
  check({ api, report }) {
    for (const document of api.documents) {
      const reads = readsOf(document);
      const resources = resourcesOf(document);
      for (const operation of document.operations) {
        if (operation.method !== "POST" || isItemPath(operation.path) || operation.path.includes(":")) continue;
        if (isOpenByNature(operation) || isProtocolEndpoint(operation.path)) continue;
        const key = pathKey(operation.path);
        const item = resources.get(`${key}/{}`);
        const created = successesOf(operation).find(({ status }) => status === "201");
        const answer = answerOf(operation);
        const hasId = answer?.properties.some(({ name }) => name === "id") ?? false;
        if (!created || (!item && !hasId)) continue;
        const name = segmentsOf(key).at(-1) as string;
        if (reads.names.has(name) || (answer?.name != null && reads.shapes.has(answer.name))) continue;
        const written = item?.operations[0];
        report({
          at: operation,
          message: `\`POST ${operation.path}\` creates what no GET of this API gives back${written ? `: \`${written.path}\` has only ${methodsText(item.operations)}` : ""}`,
          related: written ? [{ at: written, label: "there are items, and no GET" }] : [],
        });
      }
    }
  },
});

/** What can be read: by the name of the collection, wherever it stands, and by the name of the schema that comes back. */
function readsOf(document: ApiDocument): { names: ReadonlySet<string>; shapes: ReadonlySet<string> } {
  const names = new Set<string>();
  const shapes = new Set<string>();
  for (const operation of document.operations) {
    if (operation.method !== "GET") continue;
    const last = segmentsOf(pathKey(operation.path)).findLast((segment) => !segment.includes("{"));
    if (last !== undefined) names.add(last);
    const answer = answerOf(operation);
    for (const shape of [answer, answer?.items]) if (shape?.name != null) shapes.add(shape.name);
  }
  return { names, shapes };
}

function methodsText(operations: readonly Operation[]): string {
  return operations.map(({ method }) => method).join(", ");
}
