import type { ApiDocument, Operation } from "../../src/facts/api.ts";
import {
  isProbeOrDocumentation,
  isProtocolEndpoint,
  isVersionSegment,
  matchesPath,
  segmentsOf,
} from "../../src/model/api/paths.ts";
import { versionPlaceOf, type VersionPlace } from "../../src/model/api/versions.ts";
import { defineRule } from "../../src/rule/define.ts";
import { list } from "../../src/rule/options.ts";

export default defineRule({
  id: "openapi/versioned-api",
  practice: "api/versioning",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  summary: "requests say which version of the API they are for",
  why: "Sooner or later an API must change in a way that breaks its clients. When requests carry a version (in the path, the server URL, a header or the media type), the old and the new behaviour can be served side by side, and clients move when they can. When they do not, the first breaking change is a flag day for everyone, or is never made. `info.version` does not help: it numbers the document, and no request carries it.",
  fix: "choose one way for the whole API and write it down in the contract: `/v1` in `servers` costs least; a header parameter or a versioned media type keeps URLs stable",
  tradeoff:
    "An API whose only clients are deployed together with it (a backend for one frontend in the same repository) can change both at once, and needs no version.",
  references: [
    "https://google.aip.dev/185",
    "https://github.com/microsoft/api-guidelines/blob/vNext/azure/Guidelines.md#api-versioning",
    "https://opensource.zalando.com/restful-api-guidelines/#compatibility",
    "https://spec.openapis.org/oas/v3.1.1.html#info-object",
  ],
  options: { ignorePaths: list("paths that belong to no version, where `*` stands for any text") },
  check({ api, report, options }) {
    for (const document of api.documents) {
      const judged = document.operations.filter(
        ({ path }) =>
          path !== "/" &&
          !isWhollyAsked(path) &&
          !isProbeOrDocumentation(path) &&
          !isProtocolEndpoint(path) &&
          !matchesPath(path, options.ignorePaths),
      );
      if (judged.length === 0) continue;
      const places = judged.map((operation) => versionPlaceOf(operation, document));
      const lists = new Set(
        judged.flatMap((operation, index) => (places[index] === "path" ? listsOfVersions(operation.path) : [])),
      );
      const unversioned = judged.filter(
        ({ path }, index) => places[index] === null && !lists.has(segmentsOf(path).join("/")),
      );
      if (unversioned.length === judged.length) {
        report({
          at: document,
          message: `no request to this API says which version it is for: neither path, server URL, header nor media type carries one (${countText(judged.length)})`,
          related: document.servers[0] ? [{ at: document.servers[0], label: "no version in the URL" }] : [],
          fold: { by: "convention", key: "none", of: api.documents.length },
        });
        continue;
      }
      const usual = mostFrequent(places);
      if (unversioned.length * 2 > judged.length) {
        report({
          at: document,
          message: `only ${judged.length - unversioned.length} of ${countText(judged.length)} say which version of the API they are for, in the ${usual}`,
          related: [
            ...example(document, judged, usual),
            ...unversioned.slice(0, 1).map((operation) => ({ at: operation, label: "no version" })),
          ],
        });
        continue;
      }
      for (const operation of unversioned) {
        report({
          at: operation,
          message: `\`${operation.method} ${operation.path}\` is outside the API's versions: ${judged.length - unversioned.length} of ${countText(judged.length)} carry one in the ${usual}`,
          label: "no version",
          related: example(document, judged, usual),
          fold: { by: "cause", key: document.file },
        });
      }
    }
  },
});

/** A URL that another answer hands out whole: `/{upload_url}`. */
function isWhollyAsked(path: string): boolean {
  return /^\/(?:\{[^/{}]*\}|<[^/<>]*>)$/.test(path);
}

/** The paths in front of a version, under which an API may list the versions there are: `/apis/batch` of `/apis/batch/v1/jobs`. */
function listsOfVersions(path: string): readonly string[] {
  const segments = segmentsOf(path);
  const version = segments.findIndex(isVersionSegment);
  return segments.slice(0, Math.max(0, version)).map((_, index) => segments.slice(0, index + 1).join("/"));
}

function mostFrequent(places: readonly (VersionPlace | null)[]): VersionPlace {
  const counts = new Map<VersionPlace, number>();
  for (const place of places) if (place) counts.set(place, (counts.get(place) ?? 0) + 1);
  const [first] = [...counts].toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  return (first as [VersionPlace, number])[0];
}

function example(document: ApiDocument, judged: readonly Operation[], usual: VersionPlace) {
  const versioned = judged.find((operation) => versionPlaceOf(operation, document) === usual);
  return versioned ? [{ at: versioned, label: `versioned in the ${usual}` }] : [];
}

function countText(operations: number): string {
  return operations === 1 ? "1 operation" : `${operations} operations`;
}
