import type { ApiDocument, Operation } from "../../src/facts/api.ts";
import { groupedBy, largestFirst } from "../../src/model/api/groups.ts";
import { isProbeOrDocumentation, isProtocolEndpoint, matchesPath } from "../../src/model/api/paths.ts";
import { versionPlacesOf, type VersionPlace } from "../../src/model/api/versions.ts";
import { counted, operationText } from "../../src/model/api/words.ts";
import type { Report } from "../../src/findings/report.ts";
import { defineRule } from "../../src/rule/define.ts";
import { list } from "../../src/rule/options.ts";

export default defineRule({
  id: "openapi/one-version-scheme",
  practice: "api/versioning",
  severity: "warning",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "every request says its version in the same way",
  why: "A client is written for one way to ask for a version: a base URL, a header, a parameter. Where some operations take it in the path and others in a header, a client that moves to the next version moves half of its calls, and gateways, caches and logs that tell versions apart by one of the ways mix up the rest. A version in the server URL and another in the path leave open which of them counts.",
  fix: "carry the version where most operations of the API carry it, and nowhere else",
  tradeoff:
    "While an API moves from one scheme to the other, both are there; set the operations of the old one to `deprecated`, and they are not counted.",
  references: [
    "https://google.aip.dev/185",
    "https://github.com/microsoft/api-guidelines/blob/vNext/azure/Guidelines.md#api-versioning",
    "https://opensource.zalando.com/restful-api-guidelines/#114",
  ],
  options: { ignorePaths: list("paths that belong to no version, where `*` stands for any text") },
  check({ api, report, options }) {
    for (const document of api.documents) {
      const versioned = document.operations
        .filter(({ path, deprecated }) => !deprecated && !isOutside(path) && !matchesPath(path, options.ignorePaths))
        .map((operation) => ({ operation, places: versionPlacesOf(operation, document) }))
        .filter(({ places }) => places.length > 0);
      reportTwice(document, versioned, report);
      reportOdd(document, versioned, report);
    }
  },
});

interface Versioned {
  readonly operation: Operation;
  readonly places: readonly VersionPlace[];
}
type Reporter = (report: Report) => void;

function isOutside(path: string): boolean {
  return path === "/" || isProbeOrDocumentation(path) || isProtocolEndpoint(path);
}

function reportTwice(document: ApiDocument, versioned: readonly Versioned[], report: Reporter): void {
  const twice = versioned.filter(({ places }) => places.includes("path") && places.includes("server URL"));
  const [first] = twice;
  if (!first) return;
  const server = document.servers[0];
  report({
    at: first.operation,
    message: `${counted(twice.length, "operation")} of ${document.operations.length} carry a version twice, in the path and in the server URL: ${operationText(first.operation)} under \`${first.operation.basePaths[0] ?? ""}\``,
    label: "a version in the path",
    key: "twice",
    related: server ? [{ at: server, label: "and one in the server URL" }] : [],
  });
}

function reportOdd(document: ApiDocument, versioned: readonly Versioned[], report: Reporter): void {
  const [usual, ...others] = largestFirst(groupedBy(versioned, ({ places }) => places[0] as string));
  if (!usual) return;
  const [place, [example, ...rest]] = usual;
  for (const [otherPlace, operations] of others) {
    for (const { operation, places } of operations) {
      if (places.includes(place as VersionPlace)) continue;
      report({
        at: operation,
        message: `${operationText(operation)} carries its version in the ${otherPlace}; ${rest.length + 1} of ${counted(versioned.length, "operation")} carry it in the ${place}`,
        related: [{ at: example.operation, label: `versioned in the ${place}` }],
        fold: { by: "cause", key: `${document.file} ${otherPlace}` },
      });
    }
  }
}
