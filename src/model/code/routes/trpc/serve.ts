import type { FoundGuard, FoundRoute, FoundUnknown, Handler } from "../found.ts";
import { joinPath, type PathSpec } from "../paths.ts";
import type { Machine } from "../program/machine.ts";
import type { Closure, Site, Value } from "../program/values.ts";
import { mountsOf, SOMEWHERE } from "./mounts.ts";
import { restGuards } from "./rest.ts";
import type { TrpcEndpoint, TrpcRouter } from "./state.ts";
import { trpcStates } from "./states.ts";

/** Deeper nesting is a router that holds itself. */
const MOST_DEPTH = 20;
/** How a procedure is asked for over HTTP (https://trpc.io/docs/rpc): subscriptions are streams of events. */
const METHODS = { query: "GET", mutation: "POST", subscription: "GET" } as const;

interface Served {
  readonly routes: readonly FoundRoute[];
  readonly unknowns: readonly FoundUnknown[];
}

/** The procedures of every router that no other one holds: `user.byId` below the path it is served at. */
export function serveTrpc(routers: readonly TrpcRouter[], machine: Machine): Served {
  const routes: FoundRoute[] = [];
  const unknowns: FoundUnknown[] = [];
  if (routers.length === 0) return { routes, unknowns };
  const names = namesOf(machine);
  const mounts = mountsOf(machine);
  const rest = restGuards(machine);

  function walk(router: TrpcRouter, root: TrpcRouter, names: readonly string[], stack: readonly TrpcRouter[]): void {
    if (stack.includes(router) || stack.length >= MOST_DEPTH) return;
    for (const given of router.given) entry(given, router, root, names, [...stack, router]);
  }

  function entry(
    value: Value,
    holder: TrpcRouter,
    root: TrpcRouter,
    path: readonly string[],
    stack: readonly TrpcRouter[],
  ): void {
    const forced = machine.force(value);
    if (forced.kind === "record") {
      if (forced.open) lose(holder.site, "takes procedures over from what is not known from the source");
      if (stack.length + path.length >= MOST_DEPTH * 2) return;
      for (const [key, field] of forced.fields) entry(field, holder, root, [...path, key], stack);
      return;
    }
    const states = trpcStates(forced, machine);
    if (states.length === 0)
      lose(holder.site, `\`${path.join(".") || "what is merged here"}\` could not be followed to procedures`);
    for (const state of states) {
      if (state.kind === "router") walk(state, root, path, stack);
      else if (state.kind === "endpoint") routes.push(routeOf(state, root, path.join(".")));
    }
  }

  function routeOf(endpoint: TrpcEndpoint, root: TrpcRouter, name: string): FoundRoute {
    const mount = mounts.get(root);
    const around = rest.get(root);
    const at: PathSpec = joinPath(mount?.at ?? SOMEWHERE, { kind: "path", parts: [name] });
    return {
      method: METHODS[endpoint.call],
      path: at,
      site: endpoint.site,
      framework: "trpc",
      app: root.site.file,
      guards: [
        ...(around ? [around] : []),
        ...(mount?.context ? [contextGuard(mount.context)] : []),
        ...endpoint.steps.map((step): FoundGuard => {
          const text = step.text === "inline function" ? (names.get(step) ?? step.text) : step.text;
          return { ...step, text, scope: "router", kind: "middleware", doubts: [] };
        }),
      ],
      handler: endpoint.handler,
      continues: false,
      metadata: new Map(),
      publicMark: null,
    };
  }

  function lose(site: Site, reason: string): void {
    unknowns.push({ site, reason });
  }

  const inner = heldBy(routers, machine);
  for (const router of routers) if (!inner.has(router)) walk(router, router, [], []);
  return { routes, unknowns };
}

/** What makes the context can throw, and then nothing is answered at all. */
function contextGuard(value: Closure): FoundGuard {
  const site: Site = { file: value.scope.file, span: value.fact.at };
  return { value, text: value.fact.name ?? "createContext", site, scope: "app", kind: "context", doubts: [] };
}

/** Routers that others hold, however deep in plain objects. */
function heldBy(routers: readonly TrpcRouter[], machine: Machine): ReadonlySet<TrpcRouter> {
  const held = new Set<TrpcRouter>();
  const look = (value: Value, depth: number): void => {
    const forced = machine.force(value);
    if (forced.kind === "record" && depth < MOST_DEPTH)
      for (const field of forced.fields.values()) look(field, depth + 1);
    for (const state of trpcStates(forced, machine)) if (state.kind === "router") held.add(state);
  };
  for (const { given } of routers) for (const value of given) look(value, 0);
  return held;
}

/** An inline middleware goes by the name of the procedure it was made for: `protectedProcedure`. */
function namesOf(machine: Machine): ReadonlyMap<Handler, string> {
  const names = new Map<Handler, string>();
  for (const file of machine.modules.files) {
    for (const [name, value] of machine.modules.state(file)?.scope.names ?? []) {
      if (value.kind !== "entity" || value.framework !== "trpc") continue;
      for (const state of trpcStates(value, machine)) {
        const last = state.kind === "procedure" ? state.steps.at(-1) : undefined;
        if (last && !names.has(last)) names.set(last, name);
      }
    }
  }
  return names;
}
