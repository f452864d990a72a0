import type { FoundGuard, FoundRoute, FoundUnknown } from "../found.ts";
import { handlersOf } from "../nestjs/nest.ts";
import { decorationsOf } from "../nestjs/decorations.ts";
import { joinPath, type PathSpec, pathSpecs, ROOT } from "../paths.ts";
import type { Machine } from "../program/machine.ts";
import { type ClassValue, literal, options as each, type Value } from "../program/values.ts";
import { type Action, actionsOf, appended, isController, own, PACKAGE } from "./actions.ts";
import { classesIn, namedClasses } from "./classes.ts";
import type { ControllerServer } from "./framework.ts";

/** Where controllers stand in an application of Express. */
interface Place {
  readonly below: PathSpec;
  readonly app: string;
  /** What stands before a path there. */
  readonly before: (path: PathSpec) => readonly FoundGuard[];
}

interface Served {
  readonly routes: readonly FoundRoute[];
  readonly unknowns: readonly FoundUnknown[];
}

/** The routes of the controllers one call registers, each behind its middleware and checks, in the library's order. */
export function serveControllers({ site, options }: ControllerServer, place: Place, machine: Machine): Served {
  const setting = (name: string): Value => machine.force(machine.member(machine.force(options), name));
  const unknowns: FoundUnknown[] = [];
  const controllers = chosen(setting("controllers"), (of) => isController(of, machine));
  const global = chosen(setting("middlewares"), (of) => isGlobal(of, machine))
    .filter((of) => isGlobal(of, machine))
    .map((of): FoundGuard => ({
      value: of,
      text: of.fact.name ?? "middleware",
      site: { file: of.scope.file, span: of.fact.at },
      scope: "app",
      kind: "middleware",
      doubts: [],
    }));
  const prefix = prefixOf(setting("routePrefix"));

  /** The classes a setting names; all there are where it names none, as the library does. */
  function chosen(value: Value, isOne: (of: ClassValue) => boolean): readonly ClassValue[] {
    const all = (): readonly ClassValue[] => classesIn(() => true, machine).filter(isOne);
    if (value.kind === "literal") return all();
    const { classes, isOpen } = namedClasses(value, site.file, machine);
    if (isOpen) unknowns.push({ site, reason: "which controllers are served here is not known from the source" });
    return classes.filter(isOne);
  }

  function routeOf(action: Action): FoundRoute | null {
    const path = joinPath(place.below, appended(prefix, action.path));
    if (path.kind !== "path") {
      unknowns.push({
        site: action.site,
        reason:
          path.kind === "regex"
            ? `the path is the regular expression ${path.text}`
            : "the path is not known from the source",
      });
      return null;
    }
    return {
      method: action.method,
      path,
      site: action.site,
      framework: PACKAGE,
      app: place.app,
      guards: [...place.before(path), ...global, ...usedBefore(action, machine), ...checks(action)],
      handler: { value: action.handler, text: action.name, site: action.site },
      continues: false,
      metadata: new Map(),
      publicMark: null,
    };
  }

  /** `@Authorized()` asks the `authorizationChecker`, `@CurrentUser({ required: true })` the `currentUserChecker`. */
  function checks({ decorations, parameters }: Action): readonly FoundGuard[] {
    const guards: FoundGuard[] = [];
    const authorized = own(decorations, "Authorized");
    if (authorized) guards.push(check(authorized, "authorizationChecker", "@Authorized"));
    const caller = own(parameters.flat(), "CurrentUser");
    if (caller && isRequired(caller.given[0])) guards.push(check(caller, "currentUserChecker", "@CurrentUser"));
    return guards;
  }

  function check(
    { value, site: at }: { value: Value; site: FoundGuard["site"] },
    name: string,
    text: string,
  ): FoundGuard {
    const checker = setting(name);
    // Without a checker every request fails: what the decorator says then holds for all of them.
    const isThere = !(checker.kind === "literal" && checker.value == null);
    return { value: isThere ? checker : value, text, site: at, scope: "route", kind: "guard", doubts: [] };
  }

  function isRequired(given: Value | undefined): boolean {
    const own = given ? machine.force(machine.member(machine.force(given), "required")) : literal(undefined);
    const defaults = machine.force(machine.member(setting("defaults"), "paramOptions"));
    const chosen = own.kind === "literal" && own.value === undefined ? machine.member(defaults, "required") : own;
    return chosen.kind === "literal" && chosen.value === true;
  }

  return {
    routes: controllers.flatMap((of) => actionsOf(of, machine)).flatMap((action) => routeOf(action) ?? []),
    unknowns,
  };
}

/** `@UseBefore(…)` of the controller, then of the method. */
function usedBefore({ decorations }: Action, machine: Machine): readonly FoundGuard[] {
  return decorations.flatMap((decoration): readonly FoundGuard[] => {
    if (decoration.module !== PACKAGE || decoration.name !== "UseBefore") return [];
    return handlersOf(decoration.given, decoration.site, machine).map((handler) => ({
      ...handler,
      text: handler.text === "?" && handler.value.kind === "class" ? (handler.value.fact.name ?? "?") : handler.text,
      scope: "route",
      kind: "middleware",
      doubts: [],
    }));
  });
}

/** `@Middleware({ type: "before" })`. */
function isGlobal(of: ClassValue, machine: Machine): boolean {
  const settings = own(decorationsOf(of.fact.decorators, of, machine), "Middleware")?.given[0];
  if (!settings) return false;
  return each(machine.force(machine.member(machine.force(settings), "type"))).some(
    (type) => type.kind === "literal" && type.value === "before",
  );
}

/** A prefix without any slash is given one (`appendBaseRoute`). */
function prefixOf(value: Value): PathSpec {
  if (value.kind === "literal" && typeof value.value !== "string") return ROOT;
  const [prefix] = pathSpecs(value);
  if (prefix?.kind !== "path") return prefix ?? ROOT;
  const hasSlash = prefix.parts.some((part) => typeof part === "string" && part.includes("/"));
  return hasSlash || prefix.parts.length === 0 ? prefix : { kind: "path", parts: ["/", ...prefix.parts] };
}
