import type { FoundGuard } from "../found.ts";
import type { Machine } from "../program/machine.ts";
import { bases } from "../program/members.ts";
import { type ClassValue, literal, packageOf, type Site, type Value } from "../program/values.ts";
import { decorationsOf, isNest, nest } from "./decorations.ts";
import { type Applying, type Consumer, unmixed } from "./nest.ts";

/** What the modules of one application hold together. */
export interface ModuleGraph {
  readonly controllers: ReadonlyMap<ClassValue["fact"], MountedController>;
  readonly guards: readonly FoundGuard[];
  readonly applied: readonly Applying[];
  /** Classes a container makes: services, resolvers. */
  readonly providers: ReadonlySet<ClassValue["fact"]>;
  /** True when something imported could not be followed: there may be more. */
  readonly open: boolean;
}

interface MountedController {
  readonly of: ClassValue;
  /** From `RouterModule`. */
  readonly prefix: string;
}

/** Follows `imports` from the root module: classes, dynamic modules, `forwardRef`, conditional spreads. */
export function readModules(root: Value, machine: Machine): ModuleGraph {
  const controllers = new Map<ClassValue["fact"], MountedController>();
  const guards: FoundGuard[] = [];
  const applied: Applying[] = [];
  const providers = new Set<ClassValue["fact"]>();
  const seen = new Set<ClassValue["fact"]>();
  const prefixes = new Map<ClassValue["fact"], string>();
  const members: { module: ClassValue["fact"] | null; controller: ClassValue }[] = [];
  let open = false;

  function visit(value: Value): void {
    const forced = machine.force(value);
    if (forced.kind === "choice") for (const option of forced.options) visit(option);
    else if (forced.kind === "class") visitClass(forced);
    else if (forced.kind === "record") visitDynamic(forced);
    else if (forced.kind === "applied") visitApplied(forced);
    else if (forced.kind !== "literal" && forced.kind !== "external") open = true;
  }

  function visitApplied(value: Value & { kind: "applied" }): void {
    const { callee, arguments: given } = value;
    const last = callee.kind === "external" ? callee.path.at(-1) : null;
    const [first] = given;
    if (last === "forwardRef" && first?.kind === "closure") visit(machine.invoke(first, []) ?? literal(undefined));
    else if (callee.kind === "external" && callee.path.at(-2) === "RouterModule" && first) readPrefixes(first, "");
    else if (packageOf(value) === null) open = true;
  }

  /** `RouterModule.register([{ path, module, children }])`. */
  function readPrefixes(value: Value, above: string): void {
    if (value.kind !== "list") return;
    for (const item of value.items) {
      const path = machine.member(item, "path");
      const prefix = path.kind === "literal" && typeof path.value === "string" ? `${above}/${path.value}` : above;
      const module = machine.force(machine.member(item, "module"));
      if (module.kind === "class") prefixes.set(module.fact, prefix);
      readPrefixes(machine.force(machine.member(item, "children")), prefix);
    }
  }

  function visitClass(of: ClassValue): void {
    if (seen.has(of.fact)) return;
    seen.add(of.fact);
    const module = nest(decorationsOf(of.fact.decorators, of, machine), "Module");
    const [settings] = module?.given ?? [];
    if (settings) read(settings, of);
    const configure = bases(of, machine)
      .flatMap(({ fact }) => fact.members)
      .find((member) => member.kind === "method" && member.name === "configure");
    if (configure?.value?.kind !== "function") return;
    const consumer: Consumer = { kind: "consumer", applied: [] };
    const instance = machine.construct(of, [], { file: of.scope.file, span: of.fact.at });
    const method: Value = {
      kind: "closure",
      fact: configure.value,
      scope: of.scope,
      self: instance,
      owner: of,
      getter: false,
    };
    machine.invoke(method, [{ kind: "entity", framework: "nestjs", state: consumer }], instance);
    applied.push(...consumer.applied);
  }

  function visitDynamic(value: Value & { kind: "record" }): void {
    const module = machine.force(machine.member(value, "module"));
    if (module.kind === "class") visitClass(module);
    read(value, module.kind === "class" ? module : null);
  }

  function read(settings: Value, of: ClassValue | null): void {
    for (const each of itemsOf(machine.member(settings, "imports"))) visit(each);
    for (const each of itemsOf(machine.member(settings, "controllers"))) {
      const controller = machine.force(each);
      if (controller.kind === "class") members.push({ module: of?.fact ?? null, controller });
      else if (controller.kind !== "literal" && controller.kind !== "external" && controller.kind !== "applied")
        open = true;
    }
    for (const each of itemsOf(machine.member(settings, "providers"))) readProvider(machine.force(each), of);
  }

  function itemsOf(value: Value): readonly Value[] {
    const forced = machine.force(value);
    if (forced.kind === "choice") return forced.options.flatMap(itemsOf);
    if (forced.kind !== "list") {
      if (forced.kind === "unknown") open = true;
      return [];
    }
    if (forced.open) open = true;
    return forced.items.flatMap((item) => (machine.force(item).kind === "list" ? itemsOf(item) : [item]));
  }

  /** `{ provide: APP_GUARD, useClass: JwtGuard }` stands before every route of the application. */
  function readProvider(value: Value, of: ClassValue | null): void {
    if (value.kind === "choice") for (const option of value.options) readProvider(machine.force(option), of);
    if (value.kind === "class") providers.add(value.fact);
    if (value.kind !== "record") return;
    const given = machine.force(machine.member(value, "useClass"));
    if (given.kind === "class") providers.add(given.fact);
    const token = machine.member(value, "provide");
    if (token.kind !== "external" || !isNest(token.module) || token.path.at(-1) !== "APP_GUARD") return;
    const guard = ["useClass", "useExisting", "useValue"]
      .map((name) => value.fields.get(name))
      .find((each) => each !== undefined);
    const factory = value.fields.get("useFactory");
    const made = guard ?? (factory?.kind === "closure" ? (machine.invoke(factory, []) ?? factory) : factory);
    if (!made) return;
    const forced = unmixed(machine.force(made), machine);
    const site = siteOf(forced, of);
    guards.push({ value: forced, text: nameOfGuard(forced), site, scope: "global", kind: "guard", doubts: [] });
  }

  visit(root);
  for (const { module, controller } of members) {
    if (!controllers.has(controller.fact))
      controllers.set(controller.fact, { of: controller, prefix: (module && prefixes.get(module)) ?? "" });
  }
  return { controllers, guards, applied, providers, open };
}

function siteOf(value: Value, of: ClassValue | null): Site {
  if (value.kind === "class") return { file: value.scope.file, span: value.fact.at };
  if (value.kind === "instance") return { file: value.of.scope.file, span: value.of.fact.at };
  return of ? { file: of.scope.file, span: of.fact.at } : { file: "", span: [0, 0] };
}

function nameOfGuard(value: Value): string {
  if (value.kind === "class") return value.fact.name ?? "guard";
  if (value.kind === "instance") return value.of.fact.name ?? "guard";
  if (value.kind === "external") return value.path.at(-1) ?? value.module;
  return value.kind === "applied" ? `${nameOfGuard(value.callee)}(…)` : "guard";
}
