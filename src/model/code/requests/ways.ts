import type { Route } from "../../../facts/code.ts";
import type { CodeFunction } from "../calls/linked.ts";
import type { CallProgram } from "../calls/program.ts";
import { runBy } from "./reach.ts";

/** Which functions run for which routes, all of them: where {@link requestReach} answers with one route, for a person who asks. */
interface RequestWays {
  /** What runs for a route, its handler first, then nearest first. */
  below(route: Route): readonly CodeFunction[];
  /** Every route that a function runs for, in the order of the routes. */
  routesOf(of: CodeFunction): readonly Route[];
}

const known = new WeakMap<CallProgram, RequestWays>();

export function requestWays(program: CallProgram, routes: readonly Route[]): RequestWays {
  let ways = known.get(program);
  if (!ways) known.set(program, (ways = createWays(program, routes)));
  return ways;
}

function createWays(program: CallProgram, routes: readonly Route[]): RequestWays {
  const handlers = new Map<Route, CodeFunction>();
  for (const route of routes) {
    const handler = route.handlerAt && program.functionAt(route.handlerAt);
    if (handler) handlers.set(route, handler);
  }
  const runBefore = new Map<CodeFunction, Set<CodeFunction>>();
  for (const from of spread(handlers.values(), (at) => nextOf(at, program))) {
    for (const next of nextOf(from, program)) {
      const before = runBefore.get(next);
      if (before) before.add(from);
      else runBefore.set(next, new Set([from]));
    }
  }
  return {
    below(route) {
      const handler = handlers.get(route);
      return handler ? [...spread([handler], (at) => nextOf(at, program))] : [];
    },
    routesOf(of) {
      const above = spread([of], (at) => runBefore.get(at) ?? []);
      return routes.filter((route) => above.has(handlers.get(route) as CodeFunction));
    },
  };
}

function* nextOf(from: CodeFunction, program: CallProgram): Generator<CodeFunction> {
  for (const call of from.calls) yield* runBy(call, program);
}

/** Breadth first: a Set gives what is added while it is walked. */
function spread(
  from: Iterable<CodeFunction>,
  next: (at: CodeFunction) => Iterable<CodeFunction>,
): ReadonlySet<CodeFunction> {
  const found = new Set(from);
  for (const each of found) for (const other of next(each)) found.add(other);
  return found;
}
