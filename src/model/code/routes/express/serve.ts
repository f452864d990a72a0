import type { FoundGuard, FoundRoute, FoundUnknown, Handler } from "../found.ts";
import type { Standing as GuardStanding } from "../line.ts";
import { isUnder, joinPath, type PathSpec, ROOT, showPath } from "../paths.ts";
import { patternOf, segmentsOf } from "../patterns.ts";
import type { Machine } from "../program/machine.ts";
import { handsOver } from "../program/search.ts";
import { options, type Value } from "../program/values.ts";
import type { ControllerServer } from "../routing-controllers/framework.ts";
import { serveControllers } from "../routing-controllers/serve.ts";
import { unlessOf } from "../unless.ts";
import { isRouter, type RouterState } from "./router.ts";

/** Deeper nesting is a router that mounts itself. */
const MOST_DEPTH = 20;

interface Served {
  readonly routes: readonly FoundRoute[];
  readonly unknowns: readonly FoundUnknown[];
}

/** What stands before everything registered after it, below a path. */
interface Standing extends FoundGuard {
  readonly below: PathSpec;
  readonly exempts?: GuardStanding["exempts"];
  /** Whether it is for that path alone. */
  readonly exact?: boolean;
}

/** The routes of every application: each router where it is mounted, behind what was in use before it. */
export function serveExpress(routers: readonly RouterState[], machine: Machine): Served {
  const routes: FoundRoute[] = [];
  const unknowns: FoundUnknown[] = [];
  const mounted = new Set<RouterState>();

  function walk(
    state: RouterState,
    prefix: PathSpec,
    standing: Standing[],
    app: RouterState,
    stack: readonly RouterState[],
  ): void {
    if (stack.includes(state) || stack.length >= MOST_DEPTH) return;
    mounted.add(state);
    const scope = state.kind === "app" ? "app" : "router";
    for (const item of state.items) {
      if (item.kind === "param") continue;
      for (const path of item.paths) {
        const full = joinPath(prefix, path);
        const loaders = loadersOf(state, path);
        if (item.kind === "use")
          for (const each of loaders) standing.push({ ...each, scope, kind: "middleware", doubts: [], below: full });
        if (item.kind === "route") {
          const found = route(item.method, full, [...loaders, ...item.handlers], item.site, standing, app, machine);
          routes.push(found);
          // `app.all("/api/*", guard)` stands before what is registered at such a path later on.
          if (item.method === "ALL" && found.continues) standing.push(...standingAt(full, item.handlers));
        } else useBelow(full, item.handlers, standing, scope, app, [...stack, state]);
      }
    }
  }

  function useBelow(
    below: PathSpec,
    handlers: readonly Handler[],
    standing: Standing[],
    scope: "app" | "router",
    app: RouterState,
    stack: readonly RouterState[],
  ): void {
    for (const handler of handlers) {
      const forced = machine.force(handler.value);
      if (forced.kind === "entity" && forced.framework === "routing-controllers") {
        const before = (path: PathSpec): readonly FoundGuard[] => guardsBefore(path, "ALL", standing);
        const place = { below, app: app.site.file, before };
        const served = serveControllers(forced.state as ControllerServer, place, machine);
        routes.push(...served.routes);
        unknowns.push(...served.unknowns);
        continue;
      }
      const states = routersOf(handler.value, machine);
      if (states.length === 0 && isLostRouter(handler, machine)) {
        unknowns.push({ site: handler.site, reason: `\`${handler.text}\` is mounted here and could not be followed` });
        continue;
      }
      if (states.length === 0) {
        if (!isErrorHandler(handler.value))
          standing.push({ ...exceptingOf(handler, machine), scope, kind: "middleware", doubts: [], below });
        continue;
      }
      if (below.kind !== "path")
        unknowns.push({ site: handler.site, reason: "mounted at a path that is not known from the source" });
      // What the inner router uses stands before its own routes only.
      else for (const inner of states) walk(inner, below, [...standing], app, stack);
    }
  }

  const apps = routers.filter((state) => state.kind === "app");
  const inner = new Set(
    routers.flatMap((state) =>
      state.items.flatMap((item) => item.handlers.flatMap((handler) => routersOf(handler.value, machine))),
    ),
  );
  for (const app of apps) if (!inner.has(app)) walk(app, ROOT, [], app, []);
  for (const state of routers) {
    if (mounted.has(state) || inner.has(state)) continue;
    const count = state.items.filter((item) => item.kind === "route").length;
    if (count > 0)
      unknowns.push({
        site: state.site,
        reason: `a router with ${count} ${count === 1 ? "route" : "routes"} that is mounted nowhere the source shows`,
      });
  }
  return { routes, unknowns };
}

function route(
  method: string,
  path: PathSpec,
  handlers: readonly Handler[],
  site: FoundRoute["site"],
  standing: readonly Standing[],
  app: RouterState,
  machine: Machine,
): FoundRoute {
  const own = handlers.slice(0, -1).flatMap((each): readonly FoundGuard[] => {
    const handler = exceptingOf(each, machine);
    return guarding({ ...handler, scope: "route", kind: "middleware", doubts: [] }, handler.exempts?.(path, method));
  });
  const handler = handlers.at(-1) ?? null;
  return {
    method,
    path,
    site,
    framework: "express",
    app: app.site.file,
    guards: [...guardsBefore(path, method, standing), ...own],
    handler,
    continues: handler !== null && handsOn(handler.value),
    metadata: new Map(),
    publicMark: null,
  };
}

/** What of all that stands there a request for a path meets. */
function guardsBefore(path: PathSpec, method: string, standing: readonly Standing[]): readonly FoundGuard[] {
  return standing.flatMap(({ exact, exempts, ...guard }): readonly FoundGuard[] => {
    const under = exact ? isAt(path, guard.below) : isUnder(path, guard.below);
    if (under === false) return [];
    return guarding({ ...guard, doubts: under === null ? ["path"] : [] }, exempts?.(path, method));
  });
}

/** A guard of one route, unless it makes an exception of it. */
function guarding(guard: FoundGuard, exempt: boolean | null | undefined): readonly FoundGuard[] {
  if (exempt === true) return [];
  return [exempt === null ? { ...guard, doubts: ["path"] } : guard];
}

/** `jwt({…}).unless({ path })` of express-unless: what stands there, and the routes it is not asked for. */
function exceptingOf(handler: Handler, machine: Machine): GuardStanding {
  const excepting = unlessOf(machine.force(handler.value), machine);
  return excepting ? { ...handler, value: excepting.inner, exempts: excepting.exempts } : handler;
}

/** What `router.param` loads for the parameters of a path the router itself has: routers inside have their own. */
function loadersOf({ items }: RouterState, path: PathSpec): readonly Handler[] {
  const shown = showPath(path);
  return items.flatMap((item) => (item.kind === "param" && shown.includes(`{${item.name}}`) ? item.handlers : []));
}

function standingAt(path: PathSpec, handlers: readonly Handler[]): readonly Standing[] {
  return handlers.map((handler) => ({
    ...handler,
    scope: "route",
    kind: "middleware",
    doubts: [],
    below: path,
    exact: true,
  }));
}

function isAt(path: PathSpec, at: PathSpec): boolean | null {
  if (path.kind !== "path") return null;
  return isUnder(path, at) === false ? false : patternOf(at, { below: false, sensitive: false })(segmentsOf(path));
}

/** A last handler that calls `next()` leaves the answer to the next registration. */
function handsOn(value: Value): boolean {
  if (value.kind !== "closure" || value.fact.parameters.length !== 3) return false;
  const next = value.fact.parameters[2]?.target;
  return next?.kind === "name" && handsOver(value.fact.body, next.name);
}

/** What is named as a router and is not known: no guard of what follows, but routes nobody sees. */
function isLostRouter({ value, text }: Handler, machine: Machine): boolean {
  const forced = machine.force(value);
  return (
    (forced.kind === "unknown" || forced.kind === "lazy") &&
    /(routes?|routers?|controllers?|api)(\.default)?$/i.test(text)
  );
}

function isErrorHandler(value: Value): boolean {
  return value.kind === "closure" && value.fact.parameters.length === 4;
}

function routersOf(value: Value, machine: Machine): readonly RouterState[] {
  return options(machine.force(value)).flatMap((option) => {
    const forced = machine.force(option);
    return forced.kind === "entity" && forced.framework === "express" && isRouter(forced.state) ? [forced.state] : [];
  });
}
