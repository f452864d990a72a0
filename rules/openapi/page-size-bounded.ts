import { apiKey } from "../../src/model/api/documents.ts";
import type { Operation, Parameter } from "../../src/facts/api.ts";
import { liveOperationsOf } from "../../src/model/api/live-operations.ts";
import { placeKey } from "../../src/model/api/errors.ts";
import { pageSizeOf } from "../../src/model/api/page-parameters.ts";
import { counted, operationText } from "../../src/model/api/words.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "openapi/page-size-bounded",
  practice: "api/pagination",
  severity: "warning",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "the size of a page has a maximum",
  why: "`?limit=1000000` turns a paginated list back into one without pages: one request reads the table, fills the memory of the process and holds a connection while it does. Clients find it out by themselves, for it saves them a loop. Where the server has a maximum that the contract does not name, clients learn of it by getting fewer rows than they asked for, and take that for the end of the list.",
  fix: "write `maximum` (and a `default`) in the parameter's schema; one shared component does for all lists",
  tradeoff: "None worth the risk; internal exports of everything are better served by an operation of their own.",
  references: [
    "https://google.aip.dev/158",
    "https://owasp.org/API-Security/editions/2023/en/0xa4-unrestricted-resource-consumption/",
  ],
  check({ api, report }) {
    for (const document of api.documents) {
      // A parameter that many operations share is one.
      const sizes = new Map<string, { parameter: Parameter; operations: Operation[] }>();
      for (const operation of liveOperationsOf(document)) {
        const parameter = operation.method === "GET" ? pageSizeOf(operation) : undefined;
        if (!parameter) continue;
        const known = sizes.get(placeKey(parameter.at));
        if (known) known.operations.push(operation);
        else sizes.set(placeKey(parameter.at), { parameter, operations: [operation] });
      }
      for (const { parameter, operations } of sizes.values()) {
        const schema = parameter.schema && document.source.node(parameter.schema.at);
        const bounds = ["maximum", "exclusiveMaximum", "enum", "const", "pattern", "allOf", "anyOf", "oneOf"];
        if (!schema || bounds.some((key) => schema.has(key))) continue;
        const [first] = operations;
        report({
          at: parameter,
          message: `\`${parameter.name}\`${operations.length > 1 ? ` of ${counted(operations.length, "operation")}` : first ? ` of ${operationText(first)}` : ""} has no \`maximum\`: a page may be as large as the client asks`,
          related: operations.slice(0, 2).map((operation) => ({ at: operation, label: "takes it" })),
          fold: { by: "convention", key: apiKey(api, document), of: sizes.size },
        });
      }
    }
  },
});
