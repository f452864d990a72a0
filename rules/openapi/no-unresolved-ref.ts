import { placeKey } from "../../src/model/api/errors.ts";
import { wayToProblem } from "../../src/model/api/way-to-problem.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "openapi/no-unresolved-ref",
  practice: "api/contract",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  summary: "every `$ref` leads to something in the repository",
  why: "Behind a reference that leads nowhere stands nothing: generators stop, or make a type of anything, so that the body it was to describe is neither checked nor documented. A reference out of the repository, or to the network, makes the contract depend on what another machine holds at that moment: it changes without a commit, it fails where there is no network, and a tool that follows it reads files it was never meant to see (an absolute path or `file:` URL in a document from outside is an attack).",
  fix: "correct the name, or add what is missing; bring what stands outside into the repository and refer to it by a relative path",
  tradeoff:
    "Teams that publish shared schemas under stable, versioned URLs may want to refer to them there. A vendored copy that a job keeps up to date gives the same, and a diff to review.",
  references: [
    "https://spec.openapis.org/oas/v3.1.1.html#reference-object",
    "https://www.rfc-editor.org/rfc/rfc6901",
    "https://owasp.org/www-community/attacks/Server_Side_Request_Forgery",
  ],
  check({ api, report }) {
    const said = new Set<string>();
    for (const document of api.documents) {
      for (const problem of document.problems) {
        if (problem.kind !== "reference" && problem.kind !== "outside") continue;
        const place = placeKey(problem.at);
        if (said.has(place)) continue;
        said.add(place);
        report({
          at: problem,
          message: problem.message,
          related: wayToProblem(problem),
          key: problem.cause,
          fold: { by: "cause", key: `${document.file} ${problem.cause}` },
        });
      }
    }
  },
});
