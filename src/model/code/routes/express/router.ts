import type { Machine } from "../program/machine.ts";
import { type Entity, type Site, unknown, type Value } from "../program/values.ts";
import type { FoundUnknown, Handler } from "../found.ts";
import { handlersFrom } from "../handlers.ts";
import { isPath, type PathSpec, pathSpecs, ROOT } from "../paths.ts";
import { VERBS } from "../verbs.ts";

/** A router or an application, with what was registered on it in order. */
export interface RouterState {
  readonly kind: "app" | "router";
  readonly site: Site;
  readonly items: RouterItem[];
}

/** What `router.route(path)` gives. */
interface RouteBuilder {
  readonly kind: "route";
  readonly router: RouterState;
  readonly paths: readonly PathSpec[];
}

type RouterItem =
  | {
      readonly kind: "use";
      readonly paths: readonly PathSpec[];
      readonly handlers: readonly Handler[];
      readonly site: Site;
    }
  | {
      /** `router.param("id", load)`: runs before what the router itself has at a path with that parameter. */
      readonly kind: "param";
      readonly name: string;
      readonly handlers: readonly Handler[];
      readonly site: Site;
    }
  | {
      readonly kind: "route";
      readonly method: string;
      readonly paths: readonly PathSpec[];
      readonly handlers: readonly Handler[];
      readonly site: Site;
    };

export function isRouter(state: object): state is RouterState {
  return "items" in state;
}

/** A call of a method of an application, a router or a route: what it registers, and what it gives. */
export function callRouter(
  entity: Entity,
  key: string,
  given: readonly Value[],
  site: Site,
  machine: Machine,
  unknowns: FoundUnknown[],
): Value {
  const state = entity.state as RouterState | RouteBuilder;
  const verb = VERBS[key];
  if (state.kind === "route") {
    if (verb)
      state.router.items.push({
        kind: "route",
        method: verb,
        paths: state.paths,
        handlers: handlersFrom(given, 0, site, machine),
        site,
      });
    return entity;
  }
  if (key === "route") {
    const paths = given[0] ? pathSpecs(given[0]) : [ROOT];
    return {
      kind: "entity",
      framework: "express",
      state: { kind: "route", router: state, paths } satisfies RouteBuilder,
    };
  }
  if (key === "use") {
    use(state, given, site, machine);
    return entity;
  }
  if (key === "param") {
    const names = given[0]?.kind === "list" ? given[0].items : given.slice(0, 1);
    for (const name of names)
      if (name.kind === "literal" && typeof name.value === "string")
        state.items.push({ kind: "param", name: name.value, handlers: handlersFrom(given, 1, site, machine), site });
      else unknowns.push({ site, reason: "the parameter this is for is not known from the source" });
    return entity;
  }
  if (verb) {
    // `app.get("view engine")` reads a setting.
    if (given.length < 2) return key === "get" ? unknown("setting", "config") : entity;
    register(state, verb, given, site, machine, unknowns);
    return entity;
  }
  if (key === "?") unknowns.push({ site, reason: "the method of this registration is computed" });
  if (key === "listen")
    for (const each of given)
      if (each.kind === "closure" && each.fact.parameters.length === 0) machine.invoke(each, []);
  if (key === "address" || key === "callback" || key === "listen") return unknown(key);
  return entity;
}

function register(
  state: RouterState,
  method: string,
  given: readonly Value[],
  site: Site,
  machine: Machine,
  unknowns: FoundUnknown[],
): void {
  const paths = pathSpecs(given[0] as Value);
  const known = paths.filter((path) => path.kind === "path");
  if (known.length < paths.length) {
    const regex = paths.find((path) => path.kind === "regex");
    const reason =
      regex?.kind === "regex"
        ? `the path is the regular expression ${regex.text}`
        : machine.looping > 0
          ? "registered in a loop over values that are not known from the source"
          : "the path is not known from the source";
    unknowns.push({ site, reason });
  }
  if (known.length > 0)
    state.items.push({ kind: "route", method, paths: known, handlers: handlersFrom(given, 1, site, machine), site });
}

function use(state: RouterState, given: readonly Value[], site: Site, machine: Machine): void {
  const [first] = given;
  if (!first) return;
  const hasPath = isPath(first, given.length);
  const paths = hasPath ? pathSpecs(first) : [ROOT];
  state.items.push({ kind: "use", paths, handlers: handlersFrom(given, hasPath ? 1 : 0, site, machine), site });
}
