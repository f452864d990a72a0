import { examplesOf } from "../../src/model/api/examples.ts";
import { internalsIn, isInternalField } from "../../src/model/api/internals.ts";
import { schemaOf, schemasUnder } from "../../src/model/api/schemas.ts";
import { operationText } from "../../src/model/api/words.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "openapi/no-internals-in-errors",
  practice: "api/errors",
  severity: "warning",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "errors tell the client what went wrong, and not where in the code",
  why: "A stack trace, the class of an exception or a failed SQL statement tells an attacker which frameworks, versions, files and tables there are, and which input got how far. It helps no client, for none can act on it. What stands in the contract is sent on purpose, in production too.",
  fix: "log the details on the server under an id, and send the id (`traceId`, or `instance` of RFC 9457) with the error",
  tradeoff:
    "An internal API whose callers are the team that runs it may send them in test environments; the contract then says what production does not do.",
  references: [
    "https://opensource.zalando.com/restful-api-guidelines/#177",
    "https://cwe.mitre.org/data/definitions/209.html",
    "https://www.rfc-editor.org/rfc/rfc9457#section-5",
    "https://owasp.org/API-Security/editions/2023/en/0xa8-security-misconfiguration/",
  ],
  check({ api, report }) {
    for (const document of api.documents) {
      const schemas = new Set<string>();
      const responses = new Set<string>();
      for (const operation of document.operations) {
        for (const response of operation.responses) {
          // `default` alone stands for the success as well.
          if (!/^[45]|^default$/.test(response.status) || operation.responses.length < 2) continue;
          const used = { at: response, label: `sent by ${operationText(operation)}` };
          for (const content of response.contents) {
            const body = schemaOf(document, content);
            if (!body) continue;
            for (const { schema, name } of schemasUnder(body, schemas)) {
              if (name === null || !isInternalField(name)) continue;
              report({
                at: schema.from,
                anchor: schema.anchor,
                message: `errors of ${operationText(operation)} hold \`${name}\`, which is about the code and not about the request`,
                key: name,
                related: [used],
              });
            }
          }
          for (const example of examplesOf(document, response)) {
            if (responses.has(example.id)) continue;
            responses.add(example.id);
            const found = internalsIn(example.value);
            if (found)
              report({
                at: example,
                message: `an example of an error of ${operationText(operation)} shows ${found}`,
                related: [used],
              });
          }
        }
      }
    }
  },
});
