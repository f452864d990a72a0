import type { Expression } from "../../../../facts/routes.ts";
import { packageVerdict } from "../auth/packages.ts";
import type { FoundUnknown } from "../found.ts";
import { type PathSpec, pathSpecs, ROOT } from "../paths.ts";
import { describe, nameOf } from "../program/describe.ts";
import type { Machine } from "../program/machine.ts";
import { type Closure, type Entity, packageOf, type Site, unknown, type Value } from "../program/values.ts";
import { autoload } from "./autoload.ts";
import { handlersIn } from "./handlers.ts";
import { createChild, enqueue, type Instance, loadSoFar, type RequestHook, runPlugin } from "./instance.ts";
import { hookOf, packagePlugin } from "./packages.ts";
import { registerObject } from "./route-calls.ts";

/** What `fastify-plugin` makes of a function: one that works on the instance it is registered on. */
export interface WrappedPlugin {
  readonly kind: "plugin";
  readonly of: Value;
  readonly encapsulated: boolean;
}

/** A file for `@fastify/autoload` that exports a route's options alone. */
export interface RouteObject {
  readonly kind: "route";
  readonly options: Value;
}

interface Registered {
  readonly options: Value | null;
  readonly written: Expression | undefined;
  readonly site: Site;
}

/** `register(plugin, options)`: loaded later, as Fastify does, in a scope of its own unless it asks for none. */
export function register(
  { app }: Instance,
  given: readonly Value[],
  site: Site,
  machine: Machine,
  unknowns: FoundUnknown[],
): void {
  const [plugin, options] = given;
  if (!plugin) return;
  const [written] = site.written ?? [];
  enqueue(app, machine, (instance) => {
    const forced = options ? machine.force(options) : null;
    const settings = forced?.kind === "closure" ? machine.invoke(forced, [instance.entity]) : forced;
    loadPlugin(instance, plugin, { options: settings, written, site }, machine, unknowns);
  });
  if (site.awaited) loadSoFar(app);
}

export function loadPlugin(
  instance: Instance,
  plugin: Value,
  registered: Registered,
  machine: Machine,
  unknowns: FoundUnknown[],
): void {
  const value = machine.force(moduleValue(plugin, machine));
  const again = (each: Value): void => loadPlugin(instance, each, registered, machine, unknowns);
  switch (value.kind) {
    case "closure":
      return loadFunction(instance, value, value.attached?.has(SKIP_OVERRIDE) !== true, registered, machine, unknowns);
    case "choice":
      return value.options.forEach(again);
    case "record": {
      const inner = value.fields.get("default");
      return inner ? again(inner) : undefined;
    }
    case "entity": {
      const state = value.state as WrappedPlugin | RouteObject | { readonly kind: "instance" };
      if (value.framework !== "fastify" || state.kind === "instance") return;
      if (state.kind === "route") return loadRoute(instance, state.options, registered, machine, unknowns);
      const inner = machine.force(moduleValue(state.of, machine));
      if (inner.kind !== "closure") return again(inner);
      return loadFunction(instance, inner, state.encapsulated, registered, machine, unknowns);
    }
    case "external":
    case "applied":
      return loadPackage(instance, value, registered, machine, unknowns);
    case "literal":
      return;
    default: {
      const { written, site } = registered;
      const text = written ? describe(written) : (nameOf(value) ?? "a plugin");
      const why = machine.looping > 0 ? "in a loop over values that are not known" : "and could not be followed";
      unknowns.push({ site, reason: `\`${text}\` is registered here ${why}` });
    }
  }
}

const SKIP_OVERRIDE = "Symbol.for(skip-override)";

/** `import("./routes.js")` and a `require` within a function: the module runs now, its default export is the plugin. */
function moduleValue(value: Value, machine: Machine): Value {
  if (value.kind !== "lazy") return value;
  machine.load(value.file);
  if (value.name !== "*") return value;
  return machine.modules.commonjs(value.file) ?? { ...value, name: "default" };
}

function loadFunction(
  instance: Instance,
  plugin: Closure,
  encapsulated: boolean,
  { options, site }: Registered,
  machine: Machine,
  unknowns: FoundUnknown[],
): void {
  const settings: Value = options ?? { kind: "record", fields: new Map(), open: false };
  const run = (on: Instance): void =>
    runPlugin(on, plugin.fact, () => {
      machine.invoke(plugin, [on.entity, settings, unknown("done")], plugin.self ?? on.entity);
    });
  if (!encapsulated) return run(instance);
  for (const prefix of prefixes(settings, machine)) {
    if (prefix.kind === "path") run(createChild(instance, prefix, machine.trail.doubts));
    else unknowns.push({ site, reason: "registered under a prefix that is not known from the source" });
  }
}

function loadRoute(
  instance: Instance,
  route: Value,
  { options, site }: Registered,
  machine: Machine,
  unknowns: FoundUnknown[],
): void {
  for (const prefix of prefixes(options ?? route, machine)) {
    const child = createChild(instance, prefix, machine.trail.doubts);
    registerObject(child, route, undefined, site, machine, unknowns);
  }
}

function prefixes(settings: Value, machine: Machine): readonly PathSpec[] {
  const given = settings.kind === "record" ? settings.fields.get("prefix") : undefined;
  const prefix = given ? machine.force(given) : null;
  return !prefix || (prefix.kind === "literal" && !prefix.value) ? [ROOT] : pathSpecs(prefix);
}

function loadPackage(
  instance: Instance,
  value: Value,
  registered: Registered,
  machine: Machine,
  unknowns: FoundUnknown[],
): void {
  const module = packageOf(value) ?? "";
  const { options, site, written } = registered;
  if (module === "@fastify/autoload" || module === "fastify-autoload") {
    return autoload(instance, options, site, machine, unknowns, (on, plugin, settings) =>
      loadPlugin(on, plugin, { ...registered, options: settings }, machine, unknowns),
    );
  }
  for (const framework of machine.frameworks.values()) framework.plugged?.(module, options, site);
  const known = packagePlugin(module);
  for (const name of known?.decorates ?? []) instance.decorations.set(name, { kind: "external", module, path: [name] });
  const hook = known
    ? hookOf(known, options)
    : packageVerdict(value)?.enforces === "unknown"
      ? ("onRequest" as RequestHook)
      : null;
  if (!hook) return;
  const [handler] = handlersIn(value, written, site, instance.entity, machine);
  if (handler) {
    const scope = instance.parent ? "router" : "app";
    instance.hooks[hook].push({ handler, below: null, scope, doubts: machine.trail.doubts });
  }
}

export function wrapPlugin(of: Value, settings: Value | undefined): Entity {
  const asked = settings?.kind === "record" ? settings.fields.get("encapsulate") : undefined;
  const encapsulated = asked?.kind === "literal" && asked.value === true;
  return { kind: "entity", framework: "fastify", state: { kind: "plugin", of, encapsulated } satisfies WrappedPlugin };
}
