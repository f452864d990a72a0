import type { ApiDocument, Operation } from "../../facts/api.ts";
import type { Route } from "../../facts/code.ts";
import { isPointerPlace } from "../../findings/place.ts";
import type { CodeFunction } from "../code/calls/linked.ts";
import type { Project } from "../project.ts";
import { contracts, type Application } from "./match.ts";
import type { ShapedRoute } from "./pairing.ts";
import { shapeKey } from "./path-shape.ts";

/** An operation and the one route that answers it: what the two say can be held against each other. */
export interface Served {
  readonly document: ApiDocument;
  readonly operation: Operation;
  readonly application: Application;
  readonly route: Route;
  /** Null when it is not known, or stands where no calls are read. */
  readonly handler: CodeFunction | null;
}

const known = new WeakMap<Project["code"], readonly Served[]>();

/**
 * Operations with the route of exactly their method and path, in the order of the documents. Left out is what is not
 * certain: an operation that several routes answer, and a route whose parameter only happens to take the words of the
 * operation's path.
 */
export function servedOperations(project: Project): readonly Served[] {
  let served = known.get(project.code);
  if (!served) known.set(project.code, (served = find(project)));
  return served;
}

function find(project: Project): readonly Served[] {
  const program = project.code.calls();
  const found = new Map<Operation, Served[]>();
  for (const application of contracts(project).applications) {
    for (const { document, operations, pairs } of application.pairings) {
      for (const { operation, shape } of operations) {
        const route = onlyRoute(pairs.get(operation) ?? []);
        if (!route || shapeKey(operation.method, route.shape) !== shapeKey(operation.method, shape)) continue;
        if (route.method.toUpperCase() !== operation.method.toUpperCase()) continue;
        const handler = route.route.handlerAt && program.functionAt(route.route.handlerAt);
        const served = { document, operation, application, route: route.route, handler };
        const others = found.get(operation);
        if (others) others.push(served);
        else found.set(operation, [served]);
      }
    }
  }
  // The application and the one its tests make share a registration; two registrations are two answers.
  return [...found.values()].flatMap(([first, ...others]) =>
    first && others.every(({ route }) => placeOf(route) === placeOf(first.route)) ? [first] : [],
  );
}

/** One router mounted twice is one registration. */
function onlyRoute(routes: readonly ShapedRoute[]): ShapedRoute | null {
  const [first, ...others] = routes;
  return first && others.every(({ route }) => placeOf(route) === placeOf(first.route)) ? first : null;
}

function placeOf({ at }: Route): string {
  return `${at.file} ${isPointerPlace(at) ? at.pointer : at.start}`;
}

/**
 * The operations that one handler answers, by handler: a function that asks for the method itself (`req.method`) does for
 * one of them what another promises.
 */
export function operationsByHandler(served: readonly Served[]): ReadonlyMap<CodeFunction, readonly Operation[]> {
  const operations = new Map<CodeFunction, Operation[]>();
  for (const { handler, operation } of served) {
    if (!handler) continue;
    const known = operations.get(handler);
    if (known) known.push(operation);
    else operations.set(handler, [operation]);
  }
  return operations;
}

/** `GET /users/{id}`, as the document has it. */
export function nameOf({ operation }: Pick<Served, "operation">): string {
  return `${operation.method} ${operation.path}`;
}
