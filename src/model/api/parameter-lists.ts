import type { ApiDocument, Operation } from "../../facts/api.ts";
import type { ApiNode } from "../../facts/api-source.ts";

/** The lists of parameters an operation has: its own, and the one of its path. */
export function parameterLists(document: ApiDocument, operation: Operation): readonly ApiNode[] {
  const paths = document.source.node({ file: document.file, pointer: "/paths" });
  return [document.source.node(operation.at), paths?.get(operation.path)].flatMap(
    (node) => node?.get("parameters") ?? [],
  );
}

/** Whether one of its parameters is a reference that leads nowhere, so that not all of them are known. */
export function hasUnreadParameters(document: ApiDocument, operation: Operation): boolean {
  return parameterLists(document, operation).some(
    (list) => !Array.isArray(list.value) || list.value.length !== list.items().length,
  );
}
