import type { ApiDocument } from "../../src/facts/api.ts";
import { isProbeOrDocumentation, isProtocolEndpoint, matchesPath, segmentsOf } from "../../src/model/api/paths.ts";
import { pathsOf, pathSubject } from "../../src/model/api/path-place.ts";
import { verbOf } from "../../src/model/api/verbs.ts";
import { defineRule } from "../../src/rule/define.ts";
import { list } from "../../src/rule/options.ts";

export default defineRule({
  id: "openapi/no-verbs-in-path",
  practice: "api/semantics",
  severity: "info",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "paths name resources, and methods say what is done with them",
  why: "A path such as `POST /deleteUser` or `GET /users/create` says with a word what HTTP says with a method, and everything between client and server believes the method: a cache or a crawler repeats the GET that creates, a proxy does not retry the POST that only reads, permissions by method have no meaning. Each verb also makes a path of its own for what is one resource, which clients, rate limits and metrics then count apart.",
  fix: "name the resource and let the method act: `DELETE /users/{id}`, `POST /users`; an action HTTP has no method for is a POST on a resource below (`POST /orders/{id}/cancellation`) or a custom method (`POST /orders/{id}:cancel`)",
  tradeoff:
    "An API that is remote procedure calls throughout (all POST, each path a function's name) is a style of its own; it does without what HTTP offers and is not mended path by path. Actions without a method (`/cancel`, `/search`, `/send`) are left alone here.",
  references: [
    "https://google.aip.dev/136",
    "https://opensource.zalando.com/restful-api-guidelines/#141",
    "https://www.rfc-editor.org/rfc/rfc9110#section-9.1",
  ],
  options: { ignorePaths: list("paths that may say a verb, where `*` stands for any text") },
  check({ api, report, options }) {
    for (const document of api.documents) {
      const paths = pathsOf(document).filter(
        (path) => !isProbeOrDocumentation(path) && !isProtocolEndpoint(path) && !matchesPath(path, options.ignorePaths),
      );
      const found = verbsOf(paths);
      const [first] = found;
      if (!first) continue;
      const concerned = found.reduce((sum, { uses }) => sum + uses, 0);
      // Calls of procedures, one of which is a verb HTTP knows in every third: a style, and one finding.
      if (paths.length >= 5 && concerned * 3 >= paths.length) {
        report({
          at: pathSubject(document, first.path),
          message: `${concerned} of ${paths.length} paths name what is done and not what it is done to: this API calls procedures, such as \`${first.segment}\``,
          related: examples(document, found.slice(1, 3)),
          key: "procedures",
        });
        continue;
      }
      for (const { path, segment, verb, method, uses } of found)
        report({
          at: pathSubject(document, path),
          message: `\`${segment}\` in \`${path}\`${uses > 1 ? ` and ${uses - 1} more` : ""} says \`${verb}\`, which the method ${method} says`,
          key: segment,
          fold: { by: "cause", key: `${document.file} ${verb}` },
        });
    }
  },
});

interface VerbInPath {
  /** The first path that has it. */
  readonly path: string;
  readonly segment: string;
  readonly verb: string;
  readonly method: string;
  /** How many paths begin with it. */
  uses: number;
}

/** Each segment once, with all paths below it. */
function verbsOf(paths: readonly string[]): readonly VerbInPath[] {
  const found = new Map<string, VerbInPath>();
  for (const path of paths) {
    const segments = segmentsOf(path);
    const index = segments.findIndex((segment) => verbOf(segment) !== null);
    const segment = segments[index];
    const verb = segment === undefined ? null : verbOf(segment);
    if (segment === undefined || !verb) continue;
    const key = segments.slice(0, index + 1).join("/");
    const known = found.get(key);
    if (known) known.uses++;
    else found.set(key, { path, segment, ...verb, uses: 1 });
  }
  return [...found.values()];
}

function examples(document: ApiDocument, verbs: readonly VerbInPath[]) {
  return verbs.map(({ path, verb }) => ({ at: pathSubject(document, path), label: `\`${verb}\`` }));
}
