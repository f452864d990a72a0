import type { Namespace } from "./contexts.ts";

/** Whether the rules of a namespace may `visit`, by namespace; all of them may `check`. */
const visited: Readonly<Record<Namespace, boolean>> = {
  openapi: true,
  schema: false,
  migration: false,
  code: true,
  contract: false,
  query: false,
  boundary: false,
  decision: false,
};

export const namespaces = Object.keys(visited) as readonly Namespace[];

/** Whether rules of this namespace can be called for each node of a document. */
export function isVisited(namespace: Namespace): boolean {
  return visited[namespace];
}
