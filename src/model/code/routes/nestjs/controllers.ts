import type { ClassMember } from "../../../../facts/routes.ts";
import type { FoundGuard } from "../found.ts";
import { type PathSpec, pathSpecs, ROOT } from "../paths.ts";
import { metadataKey } from "../metadata.ts";
import type { Machine } from "../program/machine.ts";
import { bases } from "../program/members.ts";
import { type ClassValue, literal, type Site, type Value } from "../program/values.ts";
import { type Decoration, decorationsOf, isNest, nest } from "./decorations.ts";
import { handlersOf } from "./nest.ts";

const VERBS: Readonly<Record<string, string>> = {
  Get: "GET",
  Post: "POST",
  Put: "PUT",
  Patch: "PATCH",
  Delete: "DELETE",
  Options: "OPTIONS",
  Head: "HEAD",
  All: "ALL",
  Search: "SEARCH",
  Sse: "GET",
};

/** One verb decorator of one method of a controller. */
export interface ControllerRoute {
  readonly controller: ClassValue;
  readonly method: string;
  readonly controllerPaths: readonly PathSpec[];
  readonly paths: readonly PathSpec[];
  /** Of the method, else of the controller; null for none, which leaves the application's default. */
  readonly versions: readonly Value[] | null;
  readonly guards: readonly FoundGuard[];
  readonly metadata: ReadonlyMap<string, Value>;
  readonly publicMark: string | null;
  readonly handler: Value;
  readonly name: string;
  readonly site: Site;
}

/** Decorators of packages that say a route is public. */
const PUBLIC_MARKS = /^(Public|Unprotected|AllowAnonymous|AllowUnauthenticated|SkipAuth|NoAuth|PublicRoute)$/;

export function controllerRoutes(of: ClassValue, machine: Machine): readonly ControllerRoute[] {
  const chain = bases(of, machine);
  const own = chain.map((each) => decorationsOf(each.fact.decorators, each, machine));
  const controller = nest(own[0] ?? [], "Controller");
  if (!controller) return [];
  const { paths, versions } = controllerSettings(controller.given[0], machine);
  // Decorators of a base class hold for what extends it, unless it has its own of the kind.
  const classGuards =
    own.map((decorations) => guardsOf(decorations, "controller", machine)).find((guards) => guards.length > 0) ?? [];
  const classMetadata = metadataOf(own.toReversed().flat());
  const classVersions = nest(own[0] ?? [], "Version")?.given;
  const instance = machine.construct(of, [], { file: of.scope.file, span: of.fact.at });
  const seen = new Set<string>();
  const routes: ControllerRoute[] = [];
  for (const each of chain) {
    for (const member of each.fact.members) {
      if (member.kind !== "method" || member.static || seen.has(member.name)) continue;
      seen.add(member.name);
      const decorations = decorationsOf(member.decorators, each, machine);
      const version = nest(decorations, "Version")?.given ?? classVersions;
      for (const verb of decorations) {
        const method = isNest(verb.module) ? VERBS[verb.name] : undefined;
        if (!method) continue;
        routes.push({
          controller: of,
          method,
          controllerPaths: paths,
          paths: verb.given[0] ? pathSpecs(verb.given[0]) : [ROOT],
          versions: version ? version.flatMap((value) => (value.kind === "list" ? value.items : [value])) : versions,
          guards: [...classGuards, ...guardsOf(decorations, "route", machine)],
          metadata: new Map([...classMetadata, ...metadataOf(decorations)]),
          publicMark: publicMarkOf([...decorations, ...(own[0] ?? [])]),
          handler: methodValue(member, each, instance),
          name: `${of.fact.name ?? "controller"}.${member.name}`,
          site: { file: each.scope.file, span: verb.site.span, whole: verb.site.whole ?? verb.site.span },
        });
      }
    }
  }
  return routes;
}

/** The first decorator of a package that says so. */
export function publicMarkOf(decorations: readonly Decoration[]): string | null {
  const mark = decorations.find(({ module, name }) => module !== null && !isNest(module) && PUBLIC_MARKS.test(name));
  return mark?.name ?? null;
}

export function methodValue(member: ClassMember, of: ClassValue, instance: Value): Value {
  return member.value?.kind === "function"
    ? { kind: "closure", fact: member.value, scope: of.scope, self: instance, owner: of, getter: false }
    : literal(undefined);
}

function controllerSettings(
  value: Value | undefined,
  machine: Machine,
): { readonly paths: readonly PathSpec[]; readonly versions: readonly Value[] | null } {
  if (!value) return { paths: [ROOT], versions: null };
  const given = machine.force(value);
  if (given.kind !== "record") return { paths: pathSpecs(given), versions: null };
  const path = machine.member(given, "path");
  const version = machine.member(given, "version");
  const isMissing = (each: Value): boolean => each.kind === "literal" && each.value === undefined;
  return {
    paths: isMissing(path) ? [ROOT] : pathSpecs(path),
    versions: isMissing(version) ? null : version.kind === "list" ? version.items : [version],
  };
}

export function guardsOf(
  decorations: readonly Decoration[],
  scope: FoundGuard["scope"],
  machine: Machine,
): readonly FoundGuard[] {
  return decorations.flatMap((each): readonly FoundGuard[] => {
    if (each.name !== "UseGuards" || !isNest(each.module)) return [];
    return handlersOf(each.given, each.site, machine).map((handler) => ({
      ...handler,
      scope,
      kind: "guard",
      doubts: [],
    }));
  });
}

/** What `SetMetadata(key, value)` and the decorators of `Reflector.createDecorator()` set. */
export function metadataOf(decorations: readonly Decoration[]): ReadonlyMap<string, Value> {
  const metadata = new Map<string, Value>();
  for (const { module, name, given, value } of decorations) {
    if (isNest(module) && name === "SetMetadata" && given[0]) {
      const key = metadataKey(given[0]);
      if (key !== null) metadata.set(key, given[1] ?? literal(undefined));
    } else if (value.kind === "applied" && value.callee.kind === "applied") {
      const key = metadataKey(value.callee);
      if (key !== null) metadata.set(key, given[0] ?? literal(true));
    }
  }
  return metadata;
}
