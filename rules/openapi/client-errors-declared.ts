import type { Operation } from "../../src/facts/api.ts";
import { answersClass, isBareMethod } from "../../src/model/api/error-answers.ts";
import { isProbeOrDocumentation, isProtocolEndpoint } from "../../src/model/api/paths.ts";
import { counted, operationText } from "../../src/model/api/words.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "openapi/client-errors-declared",
  practice: "api/errors",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  summary: "operations say how they refuse a request",
  why: "Whatever takes input refuses some of it: a missing field, an unknown id, a caller without the right. An operation that declares successes alone leaves its clients to find the errors in production: generated clients throw an untyped exception for a status they do not know, mocks and contract tests never produce one, and nobody reviews the shape of what is sent.",
  fix: "declare the 4XX answers that can occur, by reference to responses that the whole API shares; `4XX` or `default` says at least what errors look like",
  tradeoff:
    "An API whose errors all look the same and are described in its guide may leave them out of each operation; then the whole of it is one finding here.",
  references: [
    "https://spec.openapis.org/oas/v3.1.1.html#responses-object",
    "https://opensource.zalando.com/restful-api-guidelines/#151",
    "https://google.aip.dev/193",
  ],
  check({ api, report }) {
    for (const document of api.documents) {
      const judged = document.operations.filter(canRefuse);
      const silent = judged.filter((operation) => !answersClass(operation, 4));
      const [first] = silent;
      if (!first) continue;
      if (silent.length === judged.length) {
        report({
          at: document,
          message: `no operation of this API says how it refuses a request: none of ${judged.length} declares a 4XX or \`default\` answer`,
          related: [{ at: first, label: "the first of them" }],
          fold: { by: "convention", key: "none", of: api.documents.length },
          ...(judged.length < 3 ? { confidence: "medium" as const } : {}),
        });
        continue;
      }
      const example = judged.find((operation) => !silent.includes(operation));
      for (const operation of silent)
        report({
          at: operation,
          message:
            silent.length * 2 > judged.length
              ? `${operationText(operation)} declares no 4XX or \`default\` answer, like ${silent.length} of ${counted(judged.length, "operation")}`
              : `${operationText(operation)} declares no 4XX or \`default\` answer, unlike ${judged.length - silent.length} of ${counted(judged.length, "operation")}`,
          label: "refuses nothing, by this contract",
          related: example ? [{ at: example, label: "declares its errors" }] : [],
          // Documents that are versions or copies of one API share their gaps.
          fold: { by: "cause", key: `${silent.length} ${operationText(first)}` },
        });
    }
  },
});

/** What takes no input and asks for no credentials cannot fail by its client's fault. */
function canRefuse(operation: Operation): boolean {
  if (operation.deprecated || isBareMethod(operation) || operation.responses.length === 0) return false;
  if (isProbeOrDocumentation(operation.path) || isProtocolEndpoint(operation.path)) return false;
  return operation.requestBody !== null || operation.parameters.length > 0 || operation.security.length > 0;
}
