import type { ApiDocument } from "../../facts/api.ts";
import type { Subject } from "../../findings/place.ts";

/** A path as it is written under `paths`, for what is wrong with the path and not with one of its operations. */
export function pathSubject(document: ApiDocument, path: string): Subject {
  const paths = document.source.node({ file: document.file, pointer: "/paths" });
  return { at: paths?.place(path) ?? document.at, anchor: `openapi:${path}` };
}

/** The paths of a document that have operations, in the order they are written, each once. */
export function pathsOf(document: ApiDocument): readonly string[] {
  return [...new Set(document.operations.map((operation) => operation.path))];
}
