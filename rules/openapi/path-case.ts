import type { Report } from "../../src/findings/report.ts";
import type { ApiDocument } from "../../src/facts/api.ts";
import { caseConventionOf, casingsOf, casingsText, isSettled } from "../../src/model/api/casing.ts";
import { pathsOf, pathSubject } from "../../src/model/api/path-place.ts";
import { isProbeOrDocumentation, isProtocolEndpoint, isVersionSegment, segmentsOf } from "../../src/model/api/paths.ts";
import { defineRule } from "../../src/rule/define.ts";
import { reportMany } from "../../src/rule/many.ts";
import { list } from "../../src/rule/options.ts";

export default defineRule({
  id: "openapi/path-case",
  practice: "api/semantics",
  severity: "info",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "the words of all paths are joined in one way",
  why: "Paths are case-sensitive and typed by hand, into clients, gateway rules, dashboards and firewalls. Where `/order-items` stands beside `/order_events` and `/orderNotes`, each has to be looked up, and a rule that was written for one spelling does not match the other. The spelling most segments have is taken as the API's own.",
  fix: "spell the odd segments like the others; keep the old path as a deprecated one while clients use it",
  tradeoff:
    "A path that is public cannot be renamed without breaking clients: write new ones as most are, and leave the rest to the next major version.",
  references: [
    "https://opensource.zalando.com/restful-api-guidelines/#129",
    "https://www.rfc-editor.org/rfc/rfc3986#section-6.2.2.1",
  ],
  options: { ignore: list("segments that may be spelt in any way") },
  check({ api, report, options }) {
    for (const document of api.documents) {
      const segments = segmentsIn(document);
      const convention = caseConventionOf(segments.keys());
      if (!convention || convention.of < 4) continue;
      if (!isSettled(convention)) {
        report({
          at: document,
          message: `path segments are spelt in no one way: ${casingsText(convention)}`,
          key: "mixed",
        });
        continue;
      }
      const found: Report[] = [];
      for (const [segment, { path, uses }] of segments) {
        const casings = casingsOf(segment);
        // A mixture with digits is an id that somebody wrote out.
        if (options.ignore.includes(segment) || casings.includes(convention.usual)) continue;
        if (casings.length === 0 && /\d/.test(segment)) continue;
        found.push({
          at: pathSubject(document, path),
          message: `path segment \`${segment}\`${uses > 1 ? `, in ${uses} paths,` : ""} is not in ${convention.usual}, as ${convention.count} of ${convention.of} in this API are`,
          key: segment,
        });
      }
      reportMany(report, found, { key: document.file, of: segments.size });
    }
  },
});

/** The words of the paths by the first path that has them. Parameters, versions and file names are none. */
function segmentsIn(document: ApiDocument): ReadonlyMap<string, { path: string; uses: number }> {
  const found = new Map<string, { path: string; uses: number }>();
  for (const path of pathsOf(document)) {
    if (isProbeOrDocumentation(path) || isProtocolEndpoint(path)) continue;
    for (const written of new Set(segmentsOf(path))) {
      const segment = written.split(":")[0] as string;
      if (!/^[A-Za-z][A-Za-z0-9_-]*$/.test(segment) || isVersionSegment(segment)) continue;
      const known = found.get(segment);
      if (known) known.uses++;
      else found.set(segment, { path, uses: 1 });
    }
  }
  return found;
}
