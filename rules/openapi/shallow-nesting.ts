import { pathsOf, pathSubject } from "../../src/model/api/path-place.ts";
import { segmentsOf } from "../../src/model/api/paths.ts";
import { defineRule } from "../../src/rule/define.ts";
import { count } from "../../src/rule/options.ts";

export default defineRule({
  id: "openapi/shallow-nesting",
  practice: "api/semantics",
  severity: "info",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "paths nest few resources in one another",
  why: "Each level of a path is an id that every client must know, carry and send before it gets to what it wants, and a relation that can never change: a comment that moves to another discussion gets another URL. The server has to check that all the levels belong together, and one forgotten check lets a caller reach another tenant's items through a parent of its own.",
  fix: "give what has an id of its own a path of its own (`/comments/{id}`), and keep the nested path for the list (`/discussions/{id}/comments`)",
  tradeoff:
    "Where an id is unique only inside its parents (a line of an order, a file of a commit), the path has to name them.",
  references: [
    "https://opensource.zalando.com/restful-api-guidelines/#147",
    "https://opensource.zalando.com/restful-api-guidelines/#145",
    "https://owasp.org/API-Security/editions/2023/en/0xa1-broken-object-level-authorization/",
  ],
  options: { maximum: count("how many collections, each with an id, a path may have in a row", 3, 1) },
  check({ api, report, options }) {
    for (const document of api.documents) {
      const found = new Map<string, { path: string; levels: readonly string[]; uses: number }>();
      for (const path of pathsOf(document)) {
        const levels = levelsOf(path);
        if (levels.length <= options.maximum) continue;
        const key = levels.slice(0, options.maximum + 1).join("/");
        const known = found.get(key);
        if (known) known.uses++;
        else found.set(key, { path, levels, uses: 1 });
      }
      for (const [key, { path, levels, uses }] of found)
        report({
          at: pathSubject(document, path),
          message: `\`${path}\`${uses > 1 ? ` and ${uses - 1} more` : ""}: ${levels.length} resources inside one another, each by an id (${levels.join(" › ")})`,
          key,
        });
    }
  },
});

/** The collections that an id follows. `/repos/{owner}/{name}` is one: its key has two parts. */
function levelsOf(path: string): readonly string[] {
  const segments = segmentsOf(path);
  return segments.filter((segment, index) => !segment.includes("{") && (segments[index + 1]?.startsWith("{") ?? false));
}
