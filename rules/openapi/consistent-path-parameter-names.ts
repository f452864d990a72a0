import type { Report } from "../../src/findings/report.ts";
import { pathsOf, pathSubject } from "../../src/model/api/path-place.ts";
import { isVersionSegment, segmentsOf } from "../../src/model/api/paths.ts";
import { defineRule } from "../../src/rule/define.ts";
import { reportMany } from "../../src/rule/many.ts";

export default defineRule({
  id: "openapi/consistent-path-parameter-names",
  practice: "api/semantics",
  severity: "info",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "the id of a collection has one name in all paths",
  why: "`/users/{id}` and `/users/{userId}/orders` mean the same user. Generated clients make two arguments of it, routers that allow one name in one position refuse the pair (Next.js and httprouter do not start), and a gateway rule or log field that reads `userId` misses half of the requests.",
  fix: "choose one name for the collection's id, and use it in every path below it; clients do not see the name",
  tradeoff: "The names are arguments of generated clients: renaming them is a change in the code of whoever uses one.",
  references: [
    "https://spec.openapis.org/oas/v3.1.1.html#paths-object",
    "https://github.com/Azure/azure-api-style-guide",
  ],
  check({ api, report }) {
    for (const document of api.documents) {
      const collections = new Map<string, Map<string, { path: string; uses: number }>>();
      for (const path of pathsOf(document)) {
        const segments = segmentsOf(path);
        let above = "";
        for (const segment of segments) {
          const name = /^\{([^{}]+)\}$/.exec(segment)?.[1];
          if (name !== undefined && !isVersionSegment(segment)) {
            const names = collections.get(above) ?? new Map<string, { path: string; uses: number }>();
            collections.set(above, names);
            const known = names.get(name);
            if (known) known.uses++;
            else names.set(name, { path, uses: 1 });
          }
          above += segment.includes("{") ? "/{}" : `/${segment}`;
        }
      }
      const shared = [...collections.values()].filter(
        (names) => names.size > 1 || [...names.values()].some(({ uses }) => uses > 1),
      );
      const found: Report[] = [];
      for (const [collection, names] of collections) {
        const [usual, ...odd] = [...names].toSorted(([a, x], [b, y]) => y.uses - x.uses || (a < b ? -1 : 1));
        const [first] = odd;
        if (!usual || !first) continue;
        const others = odd.map(([name]) => `\`{${name}}\``).join(", ");
        found.push({
          at: pathSubject(document, first[1].path),
          message: `the id below \`${collection}\` is called ${others} here and \`{${usual[0]}}\` in ${usual[1].uses} other ${usual[1].uses === 1 ? "path" : "paths"}`,
          related: [{ at: pathSubject(document, usual[1].path), label: `\`{${usual[0]}}\`` }],
          key: collection,
        });
      }
      reportMany(report, found, { key: document.file, of: shared.length });
    }
  },
});
