import { answersClass, isBareMethod } from "../../src/model/api/error-answers.ts";
import { isProbeOrDocumentation } from "../../src/model/api/paths.ts";
import { counted, operationText } from "../../src/model/api/words.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "openapi/server-error-declared",
  practice: "api/errors",
  severity: "info",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "operations say what a failure of the server looks like",
  why: "Every server fails at some time, and then clients most need to know what they get: whether the body is the API's own error with an id to quote, or the proxy's HTML page, and whether it is safe to try again. Where the contract is silent, error handlers are written for 4XX and parse the rest by luck.",
  fix: "declare `5XX` or `default` with the API's error schema, once under `components/responses`, and refer to it",
  tradeoff:
    "The answer says little that is specific to an operation; a team that documents server errors once for the whole API loses nothing but the generated types.",
  references: [
    "https://spec.openapis.org/oas/v3.1.1.html#responses-object",
    "https://owasp.org/API-Security/editions/2023/en/0xa8-security-misconfiguration/",
    "https://www.rfc-editor.org/rfc/rfc9110#section-15.6",
  ],
  check({ api, report }) {
    for (const document of api.documents) {
      const judged = document.operations.filter(
        (operation) =>
          !operation.deprecated &&
          !isBareMethod(operation) &&
          operation.responses.length > 0 &&
          !isProbeOrDocumentation(operation.path),
      );
      const silent = judged.filter((operation) => !answersClass(operation, 5));
      const [first] = silent;
      if (!first) continue;
      if (silent.length * 2 > judged.length) {
        report({
          at: document,
          message: `${silent.length} of ${counted(judged.length, "operation")} declare no 5XX or \`default\` answer`,
          related: [{ at: first, label: "the first of them" }],
          fold: { by: "convention", key: "most", of: api.documents.length },
        });
        continue;
      }
      for (const operation of silent)
        report({
          at: operation,
          message: `${operationText(operation)} declares no 5XX or \`default\` answer, unlike ${judged.length - silent.length} of ${counted(judged.length, "operation")}`,
          fold: { by: "cause", key: `${silent.length} ${operationText(first)}` },
        });
    }
  },
});
