import type { ApiDocument, Content, Operation, Response } from "../../facts/api.ts";
import { isProbeOrDocumentation, isProtocolEndpoint } from "./paths.ts";

/** The operations an API has of its own: those of protocols, probes and documentation follow others. */
export function ownOperationsOf(document: ApiDocument): readonly Operation[] {
  return document.operations.filter(({ path }) => !isProtocolEndpoint(path) && !isProbeOrDocumentation(path));
}

/** The answers of success, `2XX` among them. */
export function successesOf(operation: Operation): readonly Response[] {
  return operation.responses.filter((response) => /^2(?:\d\d|XX)$/i.test(response.status));
}

/** The JSON among the media types of a body, which a resource's other forms (XML, CSV) repeat; undefined when there is none. */
export function jsonOf({ contents }: { readonly contents: readonly Content[] }): Content | undefined {
  return contents.find(({ mediaType }) => /[/+]json\b/i.test(mediaType) || mediaType === "*/*");
}

/** Whether an answer declares a header, whatever its case. */
export function declaresHeader(response: Response, name: string): boolean {
  return response.headers.some((header) => header.toLowerCase() === name.toLowerCase());
}
