import type { ApiDocument, Operation } from "../../facts/api.ts";
import type { Route } from "../../facts/code.ts";
import { align, alignments } from "./alignment.ts";
import { pathShape, type PathShape } from "./path-shape.ts";
import { answers, RouteTrie } from "./route-trie.ts";

/** A route with its path in comparable form. */
export interface ShapedRoute {
  readonly route: Route;
  readonly method: string;
  readonly shape: PathShape;
}

/** An operation with its path as the code would have it. */
export interface AlignedOperation {
  readonly operation: Operation;
  readonly method: string;
  readonly shape: PathShape;
}

/** One document against the routes of one application. */
export interface Pairing {
  readonly document: ApiDocument;
  readonly operations: readonly AlignedOperation[];
  /** Operations with the routes that answer them. */
  readonly pairs: ReadonlyMap<Operation, readonly ShapedRoute[]>;
  readonly routes: RouteTrie<ShapedRoute>;
}

export function shapeRoutes(routes: readonly Route[]): readonly ShapedRoute[] {
  return routes.map((route) => ({ route, method: route.method, shape: pathShape(route.path) }));
}

/**
 * Pairs operations with routes. The best alignment goes first, and an operation that found its route looks no further:
 * `/users` of the document is not also what documents `/admin/users`.
 */
export function pair(document: ApiDocument, routes: readonly ShapedRoute[]): Pairing {
  const shaped = document.operations.map((operation) => ({
    operation,
    method: operation.method,
    shape: pathShape(operation.path),
    bases: operation.basePaths.map(pathShape),
  }));
  const trie = new RouteTrie(routes);
  const found = alignments(shaped, routes);
  const pairs = new Map<Operation, readonly ShapedRoute[]>();
  const operations = new Map<Operation, AlignedOperation>();
  for (const alignment of found) {
    for (const { operation, method, shape } of shaped) {
      if (pairs.has(operation)) continue;
      const aligned = align(shape, alignment);
      if (!aligned) continue;
      const serving = answering(trie, method, aligned);
      if (serving.length > 0) pairs.set(operation, serving);
      // What found no route is held against the best alignment, where it should have been.
      if (serving.length > 0 || !operations.has(operation))
        operations.set(operation, { operation, method, shape: aligned });
    }
  }
  return { document, operations: [...operations.values()], pairs, routes: trie };
}

/** The routes of exactly this path, else those whose parameters take its words: `/{kind}` answers `/reminder`. */
function answering(trie: RouteTrie<ShapedRoute>, method: string, shape: PathShape): readonly ShapedRoute[] {
  const exact = trie.at(shape).filter((entry) => answers(entry.method, method));
  return exact.length > 0 ? exact : trie.serving(method, shape);
}
