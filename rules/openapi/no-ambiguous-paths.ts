import { ambiguousPaths } from "../../src/model/api/ambiguous-paths.ts";
import { pathsOf, pathSubject } from "../../src/model/api/path-place.ts";
import { PathReach } from "../../src/model/api/path-reach.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "openapi/no-ambiguous-paths",
  practice: "api/contract",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  summary: "every URL fits one path of the document",
  why: "Routers, gateways, mock servers and validators must find the one operation that a URL means. Where two paths fit it and neither is the more concrete, each picks by a rule of its own, often the order of declaration: the gateway applies the limits and the authentication of one while the service runs the other. Two paths that differ in the names of their parameters alone are the same path, which the specification forbids.",
  fix: "join paths that differ in parameter names alone; tell others apart by a fixed segment, at the same place in both",
  tradeoff:
    "A router that is known to try paths in order, with the same order in the document, has a rule for it; every other tool that reads the document has not.",
  references: [
    "https://spec.openapis.org/oas/v3.1.1.html#path-templating-matching",
    "https://spec.openapis.org/oas/v3.0.4.html#paths-object",
  ],
  check({ api, report }) {
    for (const document of api.documents) {
      const reach = new PathReach(document);
      const pairs = ambiguousPaths(
        pathsOf(document),
        (first, second, same) =>
          reach.shareBase(first, second) &&
          (same || (reach.shareMethod(first, second) && reach.typesMeet(first, second))),
      );
      for (const { first, second, same, example, contest } of pairs)
        report({
          at: pathSubject(document, second),
          message: same
            ? `the path \`${second}\` is \`${first}\` with parameters of other names`
            : `\`${example}\` fits both \`${first}\` and \`${second}\`, and neither is the more concrete`,
          key: first,
          fold: { by: "cause", key: `${document.file} ${same ? contest : ""}` },
          related: [{ at: pathSubject(document, first), label: same ? "the same path" : "fits it too" }],
        });
    }
  },
});
