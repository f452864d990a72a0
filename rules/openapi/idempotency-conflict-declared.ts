import { apiKey } from "../../src/model/api/documents.ts";
import { declaresStatus } from "../../src/model/api/declared.ts";
import { idempotencyKeyOf } from "../../src/model/api/idempotency.ts";
import { liveOperationsOf } from "../../src/model/api/live-operations.ts";
import { operationText } from "../../src/model/api/words.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "openapi/idempotency-conflict-declared",
  practice: "api/idempotency",
  severity: "info",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "an operation that takes an idempotency key says what a misused key gives",
  why: "A key can come back while the first request is still running, or with another body because a client uses one key for two things. The first is to be tried again a little later (409), the second never (422): draft-ietf-httpapi-idempotency-key-header, 2.7. A client that was told neither cannot tell a payment that is under way from one that was refused, and repeats or drops the wrong one.",
  fix: "declare `409` for a key whose first request is still running and `422` for a key that was used with another body",
  tradeoff: "A server that waits for the first request and compares no bodies has neither answer to give.",
  references: ["https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/"],
  check({ api, report }) {
    for (const document of api.documents) {
      const keyed = liveOperationsOf(document).flatMap((operation) => {
        const parameter = operation.parameters.find(({ name }) => /idempoten/i.test(name));
        return parameter && operation.method === "POST" ? [{ operation, parameter }] : [];
      });
      for (const { operation, parameter } of keyed) {
        if (declaresStatus(operation, "409", "422")) continue;
        report({
          at: operation,
          message: `${operationText(operation)} takes \`${idempotencyKeyOf(operation) ?? parameter.name}\` and declares neither \`409\` nor \`422\` for a key that was used before`,
          related: [{ at: parameter, label: "the key" }],
          fold: { by: "convention", key: apiKey(api, document), of: keyed.length },
        });
      }
    }
  },
});
