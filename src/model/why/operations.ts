import type { Operation } from "../../facts/api.ts";
import type { Route } from "../../facts/code.ts";
import { contracts } from "../contract/match.ts";
import type { Project } from "../project.ts";

interface Both {
  readonly operations: ReadonlyMap<Route, readonly Operation[]>;
  readonly routes: ReadonlyMap<Operation, readonly Route[]>;
}

const known = new WeakMap<Project, Both>();

/** The operations of documents that a route answers. */
export function operationsByRoute(project: Project, route: Route): readonly Operation[] {
  return bothOf(project).operations.get(route) ?? [];
}

/** The routes that answer an operation. */
export function routesByOperation(project: Project, operation: Operation): readonly Route[] {
  return bothOf(project).routes.get(operation) ?? [];
}

function bothOf(project: Project): Both {
  let both = known.get(project);
  if (!both) known.set(project, (both = read(project)));
  return both;
}

function read(project: Project): Both {
  const operations = new Map<Route, Operation[]>();
  const routes = new Map<Operation, Route[]>();
  for (const { pairings } of contracts(project).applications)
    for (const { pairs } of pairings)
      for (const [operation, answering] of pairs)
        for (const { route } of answering) {
          add(operations, route, operation);
          add(routes, operation, route);
        }
  return { operations, routes };
}

function add<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = map.get(key);
  if (!list) map.set(key, [value]);
  else if (!list.includes(value)) list.push(value);
}
