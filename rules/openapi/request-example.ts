import { showsExample } from "../../src/model/api/example-presence.ts";
import { operationText } from "../../src/model/api/words.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "openapi/request-example",
  practice: "api/examples",
  severity: "info",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "every request body shows an example",
  why: "A schema says what may be sent and not what is: which of the optional fields a usual call has, what an identifier looks like, how dates and amounts are written. People copy the example and change it; without one they try until the server stops refusing, and mock servers and test suites make values up (`string`, `0`) that no server accepts.",
  fix: "write an `example` at the media type, or at the properties of the schema, taken from a call that works",
  tradeoff: "Bodies that only programs build, from a generated client, can do without.",
  references: [
    "https://spec.openapis.org/oas/v3.1.1.html#working-with-examples",
    "https://swagger.io/docs/specification/v3_0/adding-examples/",
  ],
  check({ api, report }) {
    for (const document of api.documents) {
      const judged = document.operations.flatMap((operation) => {
        const body = operation.requestBody;
        const shown = body && !operation.deprecated ? showsExample(document, body.at, body.contents) : null;
        return shown === null ? [] : [{ operation, shown }];
      });
      for (const { operation, shown } of judged)
        if (!shown)
          report({
            at: operation,
            message: `the request body of ${operationText(operation)} has no example`,
            fold: { by: "cause", key: document.file },
          });
    }
  },
});
