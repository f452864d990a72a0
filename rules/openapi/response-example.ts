import { placeKey } from "../../src/model/api/errors.ts";
import { showsExample } from "../../src/model/api/example-presence.ts";
import { operationText } from "../../src/model/api/words.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "openapi/response-example",
  practice: "api/examples",
  severity: "info",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "every answer with a body shows an example",
  why: "Whoever builds on an API writes against the example before the server is there for them: screens are designed with it, mock servers answer it, tests compare with it. A schema alone leaves open what a usual answer looks like, and everyone makes up another.",
  fix: "write an `example` at the media type, or at the properties of the schema, taken from what the server answers",
  tradeoff: "Error answers that all have one shape need an example once, at the shared schema.",
  references: [
    "https://spec.openapis.org/oas/v3.1.1.html#working-with-examples",
    "https://swagger.io/docs/specification/v3_0/adding-examples/",
  ],
  check({ api, report }) {
    for (const document of api.documents) {
      const seen = new Set<string>();
      const judged = document.operations.flatMap((operation) =>
        (operation.deprecated ? [] : operation.responses).flatMap((response) => {
          // An answer that many operations share is looked at once.
          if (seen.has(placeKey(response.at))) return [];
          seen.add(placeKey(response.at));
          const shown = showsExample(document, response.at, response.contents);
          return shown === null ? [] : [{ operation, response, shown }];
        }),
      );
      for (const { operation, response, shown } of judged)
        if (!shown)
          report({
            at: response,
            message: `answer \`${response.status}\` of ${operationText(operation)} has no example`,
            key: response.status,
            fold: { by: "cause", key: document.file },
          });
    }
  },
});
