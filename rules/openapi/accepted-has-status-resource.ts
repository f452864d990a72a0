import type { Report } from "../../src/findings/report.ts";
import type { ApiDocument, Operation, Response } from "../../src/facts/api.ts";
import type { ApiNode } from "../../src/facts/api-source.ts";
import { jsonOf, successesOf } from "../../src/model/api/answers.ts";
import { wordsOf } from "../../src/model/api/casing.ts";
import { pathKey, resourcesOf, type Resource } from "../../src/model/api/resources.ts";
import { propertiesOf, schemaOf } from "../../src/model/api/schemas.ts";
import { defineRule } from "../../src/rule/define.ts";
import { reportMany } from "../../src/rule/many.ts";

const tracking = new Set(
  "id ids uuid guid identifier key reference ref number status state phase url urls uri href link links job jobs task tasks operation token self location".split(
    " ",
  ),
);
const states = new Set(["status", "state", "phase"]);
const headers =
  /^(?:location|content-location|operation-location|azure-asyncoperation|link|status-url)$|(?:job|task|operation|request)-?id$/i;

export default defineRule({
  id: "openapi/accepted-has-status-resource",
  practice: "api/semantics",
  severity: "warning",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "an answer 202 says where its progress can be seen",
  why: "202 means that the work is not done, and may never be (RFC 9110, 15.3.3). The answer should describe the request's status and point to, or embed, a monitor of it. Without one a client cannot learn whether it succeeded: it polls what it guesses, waits a fixed time, or sends the request again and has the work done twice.",
  fix: "answer with `Location` (or `Operation-Location`) of a status resource, or with a body that holds its id and state; or declare the callback that reports the end",
  tradeoff:
    "Where the sender needs no result (events, logs, metrics, e-mail that is sent or not), accepting is all there is to say.",
  references: [
    "https://www.rfc-editor.org/rfc/rfc9110#section-15.3.3",
    "https://google.aip.dev/151",
    "https://github.com/microsoft/api-guidelines/blob/vNext/azure/Guidelines.md#long-running-operations--jobs",
    "https://opensource.zalando.com/restful-api-guidelines/#253",
  ],
  check({ api, report }) {
    for (const document of api.documents) {
      const resources = resourcesOf(document);
      const accepted = document.operations.flatMap((operation) => {
        const response = successesOf(operation).find(({ status }) => status === "202");
        return response ? [{ operation, response }] : [];
      });
      const found: Report[] = [];
      for (const { operation, response } of accepted) {
        if (response.headers.some((header) => headers.test(header)) || isTracked(document, response)) continue;
        if (isSeenElsewhere(document, operation, resources)) continue;
        found.push({
          at: operation,
          message: `\`${operation.method} ${operation.path}\` answers 202 and nothing tells how the work goes on: no \`Location\`, no id or state in the body`,
          related: [{ at: response.at, label: "accepted, and then?" }],
        });
      }
      reportMany(report, found, { key: document.file, of: accepted.length });
    }
  },
});

/** Whether the body names the work or its state, at its top or one level below. */
function isTracked(document: ApiDocument, response: Response): boolean {
  const content = jsonOf(response);
  const schema = content && schemaOf(document, content);
  return schema ? names(schema, tracking, 2) : response.contents.some(({ mediaType }) => !/json/i.test(mediaType));
}

/** Whether a property's name, one of an alternative or of an object further down, has one of the words. */
function names(schema: ApiNode, words: ReadonlySet<string>, depth: number): boolean {
  if (depth === 0) return false;
  const parts = ["items", "oneOf", "anyOf"].flatMap((keyword) => {
    const part = schema.get(keyword);
    return part ? (keyword === "items" ? [part] : part.items()) : [];
  });
  return (
    parts.some((part) => names(part, words, depth)) ||
    propertiesOf(schema).some(
      (property) => wordsOf(property.name).some((word) => words.has(word)) || names(property.schema, words, depth - 1),
    )
  );
}

/** What is changed or deleted can be read again; an action's effect shows in the state of the resource above it. */
function isSeenElsewhere(
  document: ApiDocument,
  operation: Operation,
  resources: ReadonlyMap<string, Resource>,
): boolean {
  const node = document.source.node(operation.at);
  if (node?.has("callbacks")) return true;
  const reads = (key: string) => resources.get(key)?.operations.find(({ method }) => method === "GET");
  const own = pathKey(operation.path);
  if (operation.method !== "POST" && reads(own)) return true;
  const above = reads(own.replace(/\/[^/]*$/, ""));
  if (!above || operation.method === "DELETE") return above !== undefined;
  const content = successesOf(above).map((response) => jsonOf(response))[0];
  const schema = content && schemaOf(document, content);
  return schema ? names(schema, states, 2) : false;
}
