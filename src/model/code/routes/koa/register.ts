import type { FoundUnknown } from "../found.ts";
import { handlersFrom } from "../handlers.ts";
import { type PathSpec, pathSpecs } from "../paths.ts";
import type { Machine } from "../program/machine.ts";
import { type Entity, options, type Site, unknown, type Value } from "../program/values.ts";
import type { KoaApp, KoaLayer, KoaRouter } from "./state.ts";
import { koaStates } from "./states.ts";
import { VERBS } from "../verbs.ts";

/** A call of a method of `new Koa()`. */
export function callApp(
  app: KoaApp,
  entity: Entity,
  key: string,
  given: readonly Value[],
  site: Site,
  machine: Machine,
): Value {
  if (key === "use") app.uses.push({ handlers: handlersFrom(given, 0, site, machine), site });
  if (key === "listen")
    for (const each of given)
      if (each.kind === "closure" && each.fact.parameters.length === 0) machine.invoke(each, []);
  return key === "callback" || key === "listen" ? unknown(key) : entity;
}

/** A call of a method of `new Router()`: what it registers, and what it gives. */
export function callRouter(
  router: KoaRouter,
  entity: Entity,
  key: string,
  given: readonly Value[],
  site: Site,
  machine: Machine,
  unknowns: FoundUnknown[],
): Value {
  const verb = VERBS[key];
  if (verb) register(router, [verb], withoutName(given, site), machine, unknowns);
  switch (key) {
    case "use":
      use(router, given, site, machine);
      return entity;
    case "routes":
    case "middleware":
      return { kind: "entity", framework: "koa", state: { kind: "routes", router } };
    case "allowedMethods":
      return { kind: "entity", framework: "koa", state: { kind: "allowed" } };
    case "prefix":
      router.prefix = given[0] ?? null;
      return entity;
    case "register":
      register(router, methodsIn(given[1]), without(given, site, 1), machine, unknowns);
      return entity;
    case "redirect":
      register(router, ["ALL"], { given: given.slice(0, 1), site }, machine, unknowns);
      return entity;
    case "url":
    case "route":
    case "match":
      return unknown(key);
    case "?":
      unknowns.push({ site, reason: "the method of this registration is computed" });
      return entity;
    default:
      return entity;
  }
}

interface Call {
  readonly given: readonly Value[];
  readonly site: Site;
}

/** Without one of the arguments, and without the expression it is written as. */
function without(given: readonly Value[], site: Site, index: number): Call {
  const written = site.written?.toSpliced(index, 1);
  return { given: given.toSpliced(index, 1), site: written ? { ...site, written } : site };
}

/** `router.get("name", "/path", …)`: a name stands before a path. */
function withoutName(given: readonly Value[], site: Site): Call {
  const [first, second] = given;
  const isNamed = first?.kind === "literal" && second !== undefined && isPath(second, given.length - 1);
  return isNamed ? without(given, site, 0) : { given, site };
}

function methodsIn(value: Value | undefined): readonly string[] {
  const items = value?.kind === "list" ? value.items : [];
  return items.flatMap((item) =>
    item.kind === "literal" && typeof item.value === "string" ? [item.value.toUpperCase()] : [],
  );
}

function register(
  router: KoaRouter,
  methods: readonly string[],
  { given, site }: Call,
  machine: Machine,
  unknowns: FoundUnknown[],
): void {
  const paths = given[0] ? pathSpecs(given[0]) : [];
  const known = paths.filter((path) => path.kind === "path");
  if (known.length < paths.length || methods.length === 0)
    unknowns.push({ site, reason: unknownPath(paths, methods, machine) });
  if (known.length === 0) return;
  router.layers.push({
    methods,
    paths: known,
    handlers: handlersFrom(given, 1, site, machine),
    copied: new Map(),
    site,
  });
}

function unknownPath(paths: readonly PathSpec[], methods: readonly string[], machine: Machine): string {
  if (methods.length === 0) return "the methods of this registration are not known from the source";
  const regex = paths.find((path) => path.kind === "regex");
  if (regex?.kind === "regex") return `the path is the regular expression ${regex.text}`;
  return machine.looping > 0
    ? "registered in a loop over values that are not known from the source"
    : "the path is not known from the source";
}

function use(router: KoaRouter, given: readonly Value[], site: Site, machine: Machine): void {
  const [first] = given;
  if (!first) return;
  const hasPath = isPath(first, given.length);
  const handlers = handlersFrom(given, hasPath ? 1 : 0, site, machine);
  const copied: [KoaRouter, number][] = handlers.flatMap(({ value }) =>
    koaStates(value, machine).flatMap((state): [KoaRouter, number][] =>
      state.kind === "routes" ? [[state.router, state.router.layers.length]] : [],
    ),
  );
  const layer: KoaLayer = {
    methods: null,
    paths: hasPath ? pathSpecs(first) : null,
    handlers,
    copied: new Map(copied),
    site,
  };
  router.layers.push(layer);
}

/** Whether an argument that handlers may follow is a path: a text, a list of them, or what is named like one. */
function isPath(value: Value, count: number): boolean {
  if (value.kind === "list") return value.items.length > 0 && value.items.every((item) => isPath(item, 2));
  if (value.kind === "text" || value.kind === "regex") return true;
  return options(value).some((option) => {
    if (option.kind === "literal") return typeof option.value === "string";
    return option.kind === "unknown" && count >= 2 && /path|prefix|base|url|^[A-Z][A-Z0-9_]*$/i.test(option.name ?? "");
  });
}
