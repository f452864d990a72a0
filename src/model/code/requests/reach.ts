import type { Route } from "../../../facts/code.ts";
import type { Call, CodeFunction } from "../calls/linked.ts";
import type { CallProgram } from "../calls/program.ts";

/** A function that runs while a request is answered. */
interface Reached {
  readonly function: CodeFunction;
  /** The first route it runs for, of those with the fewest calls between. */
  readonly route: Route;
  /** The call it runs by; null for the handler itself. */
  readonly via: Call | null;
}

export interface RequestReach {
  of(of: CodeFunction): Reached | null;
  /** Nearest to the handlers first. */
  all(): Iterable<Reached>;
  /** The functions from one back to the handler it runs for, itself first. */
  chain(of: CodeFunction): readonly CodeFunction[];
}

/** What runs these callbacks is a clock or an event, not the request that hands them over. */
const LATER =
  /^(?:(?:globalThis\.)?(?:setInterval|setTimeout|setImmediate|queueMicrotask)|process\.(?:on|once|nextTick)|node-cron\.schedule|cron\.CronJob|next\/server\.after|@vercel\/functions\.waitUntil)$/;

const known = new WeakMap<CallProgram, RequestReach>();

/** All that runs in the handlers of the routes: what they call, and the callbacks they hand on. One pass over the calls. */
export function requestReach(program: CallProgram, routes: readonly Route[]): RequestReach {
  let reach = known.get(program);
  if (!reach) known.set(program, (reach = createReach(program, routes)));
  return reach;
}

function createReach(program: CallProgram, routes: readonly Route[]): RequestReach {
  const found = new Map<CodeFunction, Reached>();
  for (const route of routes) {
    const handler = route.handlerAt && program.functionAt(route.handlerAt);
    if (handler && !found.has(handler)) found.set(handler, { function: handler, route, via: null });
  }
  // A Map gives what is added while it is walked: breadth first.
  for (const [from, { route }] of found)
    for (const via of from.calls)
      for (const next of runBy(via, program)) if (!found.has(next)) found.set(next, { function: next, route, via });
  return {
    of: (of) => found.get(of) ?? null,
    all: () => found.values(),
    chain(of) {
      const chain: CodeFunction[] = [];
      for (let at = found.get(of); at; at = at.via ? found.get(at.via.function) : undefined) chain.push(at.function);
      return chain;
    },
  };
}

/** The functions that a call runs: its target, and the callbacks it is handed where they run now. */
export function runBy(call: Call, program: CallProgram): readonly CodeFunction[] {
  if (call.record.form === "decorator") return [];
  const target = program.targetOf(call);
  if (target) return [target, ...program.callbacksOf(call)];
  return LATER.test(program.signatureOf(call) ?? "") ? [] : program.callbacksOf(call);
}
