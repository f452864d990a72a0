import { apiKey } from "../../src/model/api/documents.ts";
import { namesRequests } from "../../src/model/api/correlation.ts";
import { liveOperationsOf } from "../../src/model/api/live-operations.ts";
import { counted } from "../../src/model/api/words.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "openapi/correlation-id",
  practice: "api/observability",
  severity: "info",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "a request can be named when something went wrong with it",
  why: '"It failed at about three o\'clock" is all a client can say when neither request nor answer has an identifier. Whoever searches the logs then matches by time and guess, over every service the request went through. An identifier that the client may send, and the answer gives back, finds the request at once.',
  fix: "take `traceparent` (W3C Trace Context) or `X-Request-ID` on requests, give it back on every answer, and put it into the error body (`instance` of RFC 9457, or `request_id`)",
  tradeoff:
    "A gateway may add the headers to every answer without the contract knowing. Clients then find them only by looking.",
  references: [
    "https://www.w3.org/TR/trace-context/",
    "https://opensource.zalando.com/restful-api-guidelines/#233",
    "https://github.com/microsoft/api-guidelines/blob/vNext/azure/Guidelines.md#distributed-tracing--telemetry",
  ],
  check({ api, report }) {
    for (const document of api.documents) {
      const { length } = liveOperationsOf(document);
      if (length < 3 || namesRequests(document)) continue;
      report({
        at: document,
        message: `none of ${counted(length, "operation")} takes or gives an identifier of the request: no header such as \`traceparent\` or \`X-Request-ID\`, no member of the errors`,
        fold: { by: "cause", key: apiKey(api, document) },
      });
    }
  },
});
