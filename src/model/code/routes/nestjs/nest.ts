import { describe, spanOf } from "../program/describe.ts";
import type { Framework, Machine } from "../program/machine.ts";
import { type Entity, literal, type Site, unknown, type Value } from "../program/values.ts";
import type { Handler } from "../found.ts";
import { isPath, type PathSpec, pathSpecs, ROOT } from "../paths.ts";

/** What `NestFactory.create` gives, and what bootstrap told it. */
export interface NestApp {
  readonly kind: "app";
  readonly site: Site;
  readonly root: Value;
  prefix: Value | null;
  exclude: Value | null;
  versioning: { readonly settings: Value | null } | null;
  readonly guards: Handler[];
  readonly uses: Use[];
  listens: boolean;
}

/** What `app.use` is given: of everything, or below a path. */
interface Use {
  readonly handler: Handler;
  readonly below: PathSpec;
}

/** `consumer.apply(…).exclude(…).forRoutes(…)`. */
export interface Applying {
  readonly kind: "applying";
  readonly middlewares: readonly Handler[];
  readonly excludes: readonly Value[];
  readonly targets: Value[];
}

/** The consumer a module's `configure` is given. */
export interface Consumer {
  readonly kind: "consumer";
  readonly applied: Applying[];
}

export interface Nest extends Framework {
  readonly apps: readonly NestApp[];
}

export function createNest(): Nest {
  const apps: NestApp[] = [];
  return {
    name: "nestjs",
    apps,
    made(module, path, given, site) {
      if (module !== "@nestjs/core" || path.at(-1) !== "create" || path.at(-2) !== "NestFactory") return null;
      const app: NestApp = {
        kind: "app",
        site,
        root: given[0] ?? unknown(),
        prefix: null,
        exclude: null,
        versioning: null,
        guards: [],
        uses: [],
        listens: false,
      };
      apps.push(app);
      return { kind: "entity", framework: "nestjs", state: app };
    },
    method(entity, key, given, site, machine) {
      const state = entity.state as NestApp | Consumer | Applying;
      if (state.kind === "app") return callApp(state, entity, key, given, site, machine);
      if (state.kind === "consumer" && key === "apply") {
        const applying: Applying = {
          kind: "applying",
          middlewares: handlersOf(given, site, machine),
          excludes: [],
          targets: [],
        };
        state.applied.push(applying);
        return { kind: "entity", framework: "nestjs", state: applying };
      }
      if (state.kind === "applying") {
        if (key === "exclude") (state.excludes as Value[]).push(...given);
        if (key === "forRoutes") state.targets.push(...given);
      }
      return entity;
    },
  };
}

function callApp(
  app: NestApp,
  entity: Entity,
  key: string,
  given: readonly Value[],
  site: Site,
  machine: Machine,
): Value {
  const [first, second] = given;
  switch (key) {
    case "setGlobalPrefix":
      app.prefix = first ?? null;
      app.exclude = second ? machine.member(second, "exclude") : null;
      return entity;
    case "enableVersioning":
      app.versioning = { settings: first ?? null };
      return entity;
    case "useGlobalGuards":
      app.guards.push(...handlersOf(given, site, machine));
      return entity;
    case "use":
      app.uses.push(...usesOf(given, site, machine));
      return entity;
    case "listen":
      app.listens = true;
      return unknown("server");
    case "get":
    case "resolve":
    case "select":
      return unknown(key, "config");
    default:
      return key.startsWith("get") ? unknown(key) : entity;
  }
}

/** As Express reads it, whose method it is: `use(path, …)`, `use([path, path], …)`, `use(…)`. */
function usesOf(given: readonly Value[], site: Site, machine: Machine): readonly Use[] {
  const [first] = given;
  const isPlaced = given.length > 1 && first !== undefined && isPath(first, given.length);
  const handlers = handlersOf(isPlaced ? [literal(undefined), ...given.slice(1)] : given, site, machine);
  return (isPlaced ? pathSpecs(first) : [ROOT]).flatMap((below) => handlers.map((handler) => ({ handler, below })));
}

export function handlersOf(given: readonly Value[], site: Site, machine: Machine): readonly Handler[] {
  return given.flatMap((value, index): readonly Handler[] => {
    const forced = unmixed(machine.force(value), machine);
    const written = site.written?.[index];
    if (forced.kind === "list")
      return handlersOf(forced.items, { ...site, written: written?.kind === "array" ? written.items : [] }, machine);
    if (forced.kind === "literal") return [];
    const span = written ? spanOf(written) : null;
    return [
      { value: forced, text: written ? describe(written) : "?", site: { file: site.file, span: span ?? site.span } },
    ];
  });
}

/** `mixin(class …)` gives the class it is given, under a name of its own. */
export function unmixed(value: Value, machine: Machine): Value {
  if (value.kind !== "applied" || value.callee.kind !== "external") return value;
  const [first] = value.arguments;
  const isMixin = value.callee.module === "@nestjs/common" && value.callee.path.at(-1) === "mixin";
  return isMixin && first ? machine.force(first) : value;
}
