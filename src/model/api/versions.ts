import type { ApiDocument, ApiServer, Operation, Parameter } from "../../facts/api.ts";
import { isVersionSegment, segmentsOf } from "./paths.ts";

/** Where an API says which version of it a request is for. */
export type VersionPlace = "path" | "server URL" | "header" | "query" | "media type";

/** `application/vnd.acme.v2+json`, `application/json; version=2`. */
const versionedMedia = /\bv\d+\b|[;.+-]\s*v(?:ersion)?[=.]?\d/i;
const versionedHost = /^(?:[^/]*\/\/)?(?:[^/]*[.-])?v\d+[.-]/i;

/** Where an operation's version is said, the first that applies; null when nowhere. `info.version` is the document's own. */
export function versionPlaceOf(operation: Operation, document: ApiDocument): VersionPlace | null {
  if (segmentsOf(operation.path).some(isVersionSegment)) return "path";
  if (
    operation.basePaths.some((path) => segmentsOf(path).some(isVersionSegment)) ||
    document.servers.some(isVersionedHost)
  )
    return "server URL";
  if (operation.parameters.some(isVersionHeader) || usesVersionScheme(operation)) return "header";
  if (
    operation.parameters.some(
      (parameter) => parameter.in === "query" && /^(?:api[-_.]?)?version$/i.test(parameter.name),
    )
  )
    return "query";
  const contents = [
    ...operation.responses.flatMap((response) => response.contents),
    ...(operation.requestBody?.contents ?? []),
  ];
  return contents.some((content) => content.mediaType.includes("/") && versionedMedia.test(content.mediaType))
    ? "media type"
    : null;
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
