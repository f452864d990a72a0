import { placeKey } from "../../src/model/api/errors.ts";
import { wayToProblem } from "../../src/model/api/way-to-problem.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "openapi/valid-document",
  practice: "api/contract",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  summary: "every OpenAPI document can be read and follows its specification",
  why: "A document is a contract for tools before it is one for people: client and server generators, gateways, mock servers and test suites read it, and each treats what the specification does not allow in its own way. One refuses the document, another drops the misspelt key without a word, and the promise it held (a required field, a limit, a security requirement) is gone on one side only.",
  fix: "correct the place that is shown; the specification of the document's version says what may stand there",
  tradeoff:
    "A document that is only an input to one tool with extensions of its own may break the specification on purpose. Keys that begin with `x-` are free for that.",
  references: [
    "https://spec.openapis.org/oas/v3.1.1.html",
    "https://spec.openapis.org/oas/v3.0.4.html",
    "https://swagger.io/specification/v2/",
    "https://json-schema.org/draft/2020-12/json-schema-validation",
  ],
  check({ api, report }) {
    // A file that several documents share has its faults once.
    const said = new Set<string>();
    for (const document of api.documents) {
      for (const problem of document.problems) {
        if (problem.kind !== "syntax" && problem.kind !== "structure") continue;
        const key = `${placeKey(problem.at)} ${problem.message}`;
        if (said.has(key)) continue;
        said.add(key);
        report({
          at: problem,
          message: problem.message,
          related: wayToProblem(problem),
          key: problem.cause,
          ...(problem.kind === "structure" ? { fold: { by: "cause", key: `${document.file} ${problem.cause}` } } : {}),
        });
      }
    }
  },
});
