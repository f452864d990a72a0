import type { ApiDocument, Operation } from "../../facts/api.ts";
import { segmentsOf } from "./paths.ts";

/** `/users/{id}`: its last segment is one parameter. */
export function isItemPath(path: string): boolean {
  return /^\{[^{}]*\}$/.test(segmentsOf(path).at(-1) ?? "");
}

/** `/users` of `/users/{id}`; null when the path is no item's. */
export function collectionPathOf(path: string): string | null {
  return isItemPath(path) ? path.replace(/\/\{[^{}]*\}\/?$/, "") || "/" : null;
}

/** The path with its parameters unnamed, by which two paths of one shape are equal. */
export function pathKey(path: string): string {
  return `/${segmentsOf(path)
    .map((segment) => segment.replace(/\{[^{}]*\}/g, "{}"))
    .join("/")}`;
}

/** What is served under one path shape. */
export interface Resource {
  readonly key: string;
  readonly operations: readonly Operation[];
}

/** The operations of a document by path shape, in the order they are written. */
export function resourcesOf(document: ApiDocument): ReadonlyMap<string, Resource> {
  const found = new Map<string, Operation[]>();
  for (const operation of document.operations) {
    const key = pathKey(operation.path);
    const known = found.get(key);
    if (known) known.push(operation);
    else found.set(key, [operation]);
  }
  return new Map([...found].map(([key, operations]) => [key, { key, operations }]));
}

/** The item paths right below a collection: `/users/{id}` of `/users`. */
export function itemsOf(collection: string, resources: ReadonlyMap<string, Resource>): Resource | undefined {
  return resources.get(`${pathKey(collection).replace(/\/$/, "")}/{}`);
}
