import type { ClassMember, Parameter } from "../../../../facts/routes.ts";
import { type Decoration, decorationsOf } from "../nestjs/decorations.ts";
import { type PathSpec, pathSpecs, ROOT } from "../paths.ts";
import type { Machine } from "../program/machine.ts";
import { bases } from "../program/members.ts";
import { type ClassValue, type Closure, type Site, type Value } from "../program/values.ts";

export const PACKAGE = "routing-controllers";

const VERBS: Readonly<Record<string, string>> = {
  Get: "GET",
  Post: "POST",
  Put: "PUT",
  Patch: "PATCH",
  Delete: "DELETE",
  Head: "HEAD",
  All: "ALL",
};

/** A method of a controller that a decorator registers. */
export interface Action {
  readonly method: string;
  readonly path: PathSpec;
  readonly handler: Closure;
  readonly name: string;
  readonly site: Site;
  /** Of the controller, then of the method. */
  readonly decorations: readonly Decoration[];
  readonly parameters: readonly (readonly Decoration[])[];
}

export function isController(of: ClassValue, machine: Machine): boolean {
  return own(decorationsOf(of.fact.decorators, of, machine), "JsonController", "Controller") !== undefined;
}

/** The decoration of one of these names that routing-controllers gives. */
export function own(decorations: readonly Decoration[], ...names: readonly string[]): Decoration | undefined {
  return decorations.find(({ module, name }) => module === PACKAGE && names.includes(name));
}

/**
 * The actions of a controller. What it inherits keeps its route alone: the library looks for the middleware, parameters
 * and `@Authorized()` of an action on the controller's own class (`filterUsesWithTargetAndMethod` and its like).
 */
export function actionsOf(of: ClassValue, machine: Machine): readonly Action[] {
  const onClass = decorationsOf(of.fact.decorators, of, machine);
  const base = routeOf(own(onClass, "JsonController", "Controller")?.given[0]);
  const self = machine.construct(of, [], { file: of.scope.file, span: of.fact.at });
  const seen = new Set<string>();
  return bases(of, machine).flatMap((each) => {
    const isOwn = each.fact === of.fact;
    const found = each.fact.members.filter(({ kind, static: isStatic, name }) => {
      return kind === "method" && !isStatic && !seen.has(name);
    });
    for (const { name } of found) seen.add(name);
    return found.flatMap((member) => actions(member, each, isOwn));
  });

  function actions(member: ClassMember, each: ClassValue, isOwn: boolean): readonly Action[] {
    const { value } = member;
    if (value?.kind !== "function") return [];
    const handler: Closure = { kind: "closure", fact: value, scope: each.scope, self, owner: each, getter: false };
    const onMethod = decorationsOf(member.decorators, each, machine);
    return onMethod.flatMap((decoration): readonly Action[] => {
      const registered = registers(decoration, machine);
      if (!registered) return [];
      return [
        {
          method: registered.method,
          path: appended(base, routeOf(registered.path)),
          handler,
          name: `${of.fact.name ?? "controller"}.${member.name}`,
          site: {
            file: each.scope.file,
            span: decoration.site.span,
            whole: decoration.site.whole ?? decoration.site.span,
          },
          decorations: isOwn ? [...onClass, ...onMethod] : onClass,
          parameters: isOwn ? value.parameters.map((one) => parameterDecorations(one, each)) : [],
        },
      ];
    });
  }

  function parameterDecorations({ decorators }: Parameter, each: ClassValue): readonly Decoration[] {
    return decorationsOf(decorators, each, machine);
  }
}

/** `@Get("/path")`, `@Method("get", "/path")`. */
function registers(
  { module, name, given }: Decoration,
  machine: Machine,
): { readonly method: string; readonly path: Value | undefined } | null {
  if (module !== PACKAGE) return null;
  const verb = VERBS[name];
  if (verb) return { method: verb, path: given[0] };
  const method = name === "Method" && given[0] ? machine.force(given[0]) : null;
  return method?.kind === "literal" && typeof method.value === "string"
    ? { method: method.value.toUpperCase(), path: given[1] }
    : null;
}

function routeOf(value: Value | undefined): PathSpec {
  return value && !(value.kind === "literal" && value.value == null) ? (pathSpecs(value)[0] ?? ROOT) : ROOT;
}

/** One behind the other, without a slash of its own: `buildFullRoute` and `appendBaseRoute` of `ActionMetadata`. */
export function appended(base: PathSpec, route: PathSpec): PathSpec {
  if (base.kind !== "path" || route.kind !== "path") return base.kind === "path" ? route : base;
  return { kind: "path", parts: [...base.parts, ...route.parts] };
}
