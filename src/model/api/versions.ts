import type { ApiDocument, ApiServer, Operation, Parameter } from "../../facts/api.ts";
import { isVersionSegment, segmentsOf } from "./paths.ts";
import { pathKey } from "./resources.ts";

/** Where an API says which version of it a request is for. */
export type VersionPlace = "path" | "server URL" | "header" | "query" | "media type";

/** `application/vnd.acme.v2+json`, `application/json; version=2`. */
const versionedMedia = /\bv\d+\b|[;.+-]\s*v(?:ersion)?[=.]?\d/i;
const versionedHost = /^(?:[^/]*\/\/)?(?:[^/]*[.-])?v\d+[.-]/i;

/** Where an operation's version is said, the first that applies; null when nowhere. `info.version` is the document's own. */
export function versionPlaceOf(operation: Operation, document: ApiDocument): VersionPlace | null {
  return versionPlacesOf(operation, document)[0] ?? null;
}

/** Every place where an operation's version is said. */
export function versionPlacesOf(operation: Operation, document: ApiDocument): readonly VersionPlace[] {
  const places: VersionPlace[] = [];
  if (versionSegmentOf(segmentsOf(operation.path)) !== -1) places.push("path");
  if (
    operation.basePaths.some((path) => segmentsOf(path).some(isVersionSegment)) ||
    document.servers.some(isVersionedHost)
  )
    places.push("server URL");
  if (operation.parameters.some(isVersionHeader) || usesVersionScheme(operation)) places.push("header");
  if (
    operation.parameters.some(
      (parameter) => parameter.in === "query" && /^(?:api[-_.]?)?version$/i.test(parameter.name),
    )
  )
    places.push("query");
  const contents = [
    ...operation.responses.flatMap((response) => response.contents),
    ...(operation.requestBody?.contents ?? []),
  ];
  if (contents.some((content) => content.mediaType.includes("/") && versionedMedia.test(content.mediaType)))
    places.push("media type");
  return places;
}

/**
 * Where in a path the API's version stands; -1 when nowhere. A `{version}` behind another parameter or at the end is the
 * version of a thing: `/schemas/{name}/versions/{version}`.
 */
function versionSegmentOf(segments: readonly string[]): number {
  return segments.findIndex(
    (segment, index) =>
      isVersionSegment(segment) &&
      (!segment.includes("{") ||
        (index + 1 < segments.length && !segments.slice(0, index).some((before) => before.includes("{")))),
  );
}

/** The version in a path, server URL before it included. */
export interface PathVersion {
  /** What stands before the version: parts of an API that are versioned apart differ in it (`/apis/batch`). */
  readonly family: string;
  /** `v2`, in lower case. */
  readonly version: string;
  /** What stands after it, parameters unnamed: the same for one resource in two versions. */
  readonly resource: string;
}

/** Null when there is none, or none that is spelled out (`/{version}/users`). */
export function pathVersionOf(operation: Operation): PathVersion | null {
  const segments = segmentsOf(`${operation.basePaths[0] ?? ""}${operation.path}`);
  const index = segments.findIndex((segment) => isVersionSegment(segment) && !segment.includes("{"));
  if (index < 0) return null;
  return {
    family: segments.slice(0, index).join("/"),
    version: (segments[index] as string).toLowerCase(),
    resource: pathKey(segments.slice(index + 1).join("/")),
  };
}

/** `2` of `v2`, `v2.1` and `2.0`; null for dates and for what has no number. */
export function majorOf(version: string): number | null {
  const match = /^v?(\d{1,3})(?![\d-])/i.exec(version.trim());
  return match ? Number(match[1]) : null;
}

function isVersionedHost(server: ApiServer): boolean {
  return versionedHost.test(server.url);
}

function isVersionHeader(parameter: Parameter): boolean {
  if (parameter.in !== "header") return false;
  if (/(?:^|[-_])version$/i.test(parameter.name)) return true;
  if (!/^(?:accept|content-type)$/i.test(parameter.name)) return false;
  const values = [...(parameter.schema?.enum ?? []), parameter.schema?.default];
  return values.some((value) => typeof value === "string" && versionedMedia.test(value));
}

/** Some documents declare their version header as an API key, so that tools send it with every request. */
function usesVersionScheme(operation: Operation): boolean {
  return operation.security.some((requirement) => requirement.schemes.some((scheme) => /version/i.test(scheme.name)));
}
