import type { ApiDocument, Operation } from "../facts/api.ts";
import type { Api } from "./project.ts";

/** Joins the documents of a project. Paths are compared without the names of their parameters: `/users/{id}` is `/users/{userId}`. */
export function buildApi(documents: readonly ApiDocument[]): Api {
  const ordered = documents.toSorted((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0));
  const operations = ordered.flatMap((document) => document.operations);
  let byRoute: Map<string, Operation> | undefined;
  return {
    documents: ordered,
    operations: () => operations,
    operation(method, path) {
      if (!byRoute) {
        byRoute = new Map();
        // A path is known as it is written, and with the base paths of its servers before it.
        for (const operation of operations) {
          for (const prefix of ["", ...operation.basePaths]) {
            const key = routeKey(operation.method, prefix + operation.path);
            if (!byRoute.has(key)) byRoute.set(key, operation);
          }
        }
      }
      return byRoute.get(routeKey(method, path));
    },
  };
}

function routeKey(method: string, path: string): string {
  return `${method.toUpperCase()} ${path.replace(/\{[^{}]*\}/g, "{}").replace(/(?<=.)\/+$/, "")}`;
}
