import type { Operation } from "../../src/facts/api.ts";
import { answers } from "../../src/model/api/error-answers.ts";
import { isItemPath } from "../../src/model/api/resources.ts";
import { counted, operationText } from "../../src/model/api/words.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "openapi/not-found-on-item-paths",
  practice: "api/errors",
  severity: "warning",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "what is looked up by an id may be missing, and the contract says so",
  why: "`GET /users/{id}` for a user who is gone is the most frequent error of any API, and one that clients must tell from the others: it means *forget it* and not *try again*. Without a declared 404 each client guesses: 404, 200 with null, or 403 so as not to give away what exists.",
  fix: "declare 404 with the API's error schema; 410 where it is known that it once existed",
  tradeoff:
    "An API that answers 403 for what the caller may not know about, or 200 with nothing, differs on purpose, and can declare just that with a 4XX range.",
  references: [
    "https://www.rfc-editor.org/rfc/rfc9110#section-15.5.5",
    "https://google.aip.dev/193",
    "https://opensource.zalando.com/restful-api-guidelines/#151",
  ],
  check({ api, report }) {
    for (const document of api.documents) {
      const judged = document.operations.filter(isLookup);
      const silent = judged.filter((operation) => !answers(operation, 404) && !answers(operation, 410));
      const [first] = silent;
      if (!first) continue;
      for (const operation of silent)
        report({
          at: operation,
          message: `${operationText(operation)} declares no 404${silent.length < judged.length ? `, unlike ${judged.length - silent.length} of ${counted(judged.length, "operation")} on single items` : ""}`,
          label: "what if there is none?",
          // Documents that are versions or copies of one API share their gaps.
          fold: {
            by: "cause",
            key: silent.length === judged.length ? "none" : `${silent.length} ${operationText(first)}`,
          },
        });
    }
  },
});

/** PUT may create what it does not find, and HEAD answers as GET does. */
function isLookup(operation: Operation): boolean {
  return (
    /^(?:GET|PATCH|DELETE)$/.test(operation.method) &&
    !operation.deprecated &&
    operation.responses.length > 0 &&
    isItemPath(operation.path)
  );
}
