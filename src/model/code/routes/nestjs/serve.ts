import type { FoundGuard, FoundRoute, FoundUnknown } from "../found.ts";
import { isUnder, joinPath, type PathSpec, pathSpecs, ROOT, showPath } from "../paths.ts";
import type { Machine } from "../program/machine.ts";
import { partsOf } from "../program/truth.ts";
import { type ClassValue, type Value } from "../program/values.ts";
import { controllerRoutes, type ControllerRoute } from "./controllers.ts";
import { decorationsOf, nest } from "./decorations.ts";
import { middlewareFor } from "./middleware.ts";
import { type ModuleGraph, readModules } from "./modules.ts";
import type { NestApp } from "./nest.ts";

interface Served {
  readonly routes: readonly FoundRoute[];
  readonly unknowns: readonly FoundUnknown[];
}

/** The routes of every Nest application: the controllers its modules reach, with prefix, version and guards. */
export function serveNest(apps: readonly NestApp[], machine: Machine): Served {
  const routes: FoundRoute[] = [];
  const unknowns: FoundUnknown[] = [];
  const served = new Set<ClassValue["fact"]>();
  let open = false;
  const classes = projectClasses(machine);
  for (const { app, graph } of startedApps(apps, machine)) {
    open ||= graph.open;
    for (const fact of graph.controllers.keys()) served.add(fact);
    routes.push(...serveApp(app, graph, machine));
  }
  for (const of of classes) {
    if (served.has(of.fact) || !nest(decorationsOf(of.fact.decorators, of, machine), "Controller")) continue;
    const count = controllerRoutes(of, machine).length;
    if (count === 0) continue;
    const why = open ? "no module that could be followed has it" : "no module of an application has it";
    unknowns.push({
      site: { file: of.scope.file, span: of.fact.at },
      reason: `a controller with ${count} ${count === 1 ? "route" : "routes"}: ${why}`,
    });
  }
  return { routes, unknowns };
}

interface StartedApp {
  readonly app: NestApp;
  readonly graph: ModuleGraph;
}

const started = new WeakMap<Machine, readonly StartedApp[]>();

/** The applications that run, each with what its modules hold. */
export function startedApps(apps: readonly NestApp[], machine: Machine): readonly StartedApp[] {
  const known = started.get(machine);
  if (known) return known;
  const listening = apps.filter((app) => app.listens);
  // Without a bootstrap in sight, a module nobody imports is taken for the application.
  const all =
    apps.length > 0 ? (listening.length > 0 ? listening : apps) : rootModules(projectClasses(machine), machine);
  const found = all.map((app) => ({ app, graph: readModules(app.root, machine) }));
  started.set(machine, found);
  return found;
}

/** Guards that stand before all an application serves. */
export function globalGuards({ app, graph }: StartedApp): readonly FoundGuard[] {
  return [
    ...app.guards.map((guard): FoundGuard => ({ ...guard, scope: "global", kind: "guard", doubts: [] })),
    ...graph.guards,
  ];
}

function serveApp(app: NestApp, graph: ModuleGraph, machine: Machine): readonly FoundRoute[] {
  const prefix = app.prefix ? (pathSpecs(app.prefix)[0] ?? ROOT) : ROOT;
  const global = globalGuards({ app, graph });
  return [...graph.controllers.values()].flatMap(({ of, prefix: modulePrefix }) =>
    controllerRoutes(of, machine).flatMap((route) =>
      places(route, app, modulePrefix, machine).map(({ bare, versioned }): FoundRoute => {
        const full = isExcluded(bare, route.method, app.exclude, machine) ? versioned : joinPath(prefix, versioned);
        const consumed = middlewareFor(
          { controller: of, method: route.method, paths: [bare, versioned] },
          graph.applied,
          machine,
        );
        const uses = app.uses.flatMap(({ handler, below }): readonly FoundGuard[] => {
          const under = isUnder(full, below);
          const doubts = under === null ? (["path"] as const) : [];
          return under === false ? [] : [{ ...handler, scope: "app", kind: "middleware", doubts, below }];
        });
        return {
          method: route.method,
          path: full,
          site: route.site,
          framework: "nestjs",
          app: app.site.file,
          guards: [...uses, ...consumed, ...global, ...route.guards],
          handler: { value: route.handler, text: route.name, site: route.site },
          continues: false,
          metadata: route.metadata,
          publicMark: route.publicMark,
        };
      }),
    ),
  );
}

/** Each path of a route, without and with its version: an array of paths or of versions makes several. */
function places(
  route: ControllerRoute,
  app: NestApp,
  modulePrefix: string,
  machine: Machine,
): readonly { bare: PathSpec; versioned: PathSpec }[] {
  const above: PathSpec = modulePrefix === "" ? ROOT : { kind: "path", parts: [modulePrefix] };
  const versions = versionsOf(route.versions, app, machine);
  return route.controllerPaths.flatMap((controllerPath) =>
    route.paths.flatMap((path) => {
      const bare = joinPath(joinPath(above, controllerPath), path);
      return versions.map((version) => ({ bare, versioned: version === null ? bare : joinPath(version, bare) }));
    }),
  );
}

/** The URI versions a route is served under; null for none. Other kinds of versioning leave the path as it is. */
function versionsOf(
  own: readonly Value[] | null,
  { versioning }: NestApp,
  machine: Machine,
): readonly (PathSpec | null)[] {
  if (!versioning) return [null];
  const { settings } = versioning;
  const type = settings ? machine.member(settings, "type") : null;
  const isUri =
    !type ||
    (type.kind === "external"
      ? type.path.at(-1) === "URI"
      : type.kind !== "literal" || type.value === undefined || type.value === 0);
  if (!isUri) return [null];
  const fallback = settings ? machine.force(machine.member(settings, "defaultVersion")) : null;
  const given = own ?? (fallback?.kind === "list" ? fallback.items : fallback ? [fallback] : []);
  const prefixed = settings ? machine.member(settings, "prefix") : null;
  const before =
    prefixed?.kind === "literal" && prefixed.value === false ? "" : ((prefixed && partsOf(prefixed)) ?? ["v"]);
  const versions = given.map((value): PathSpec | null => {
    const parts = partsOf(machine.force(value));
    if (!parts || (value.kind === "external" && value.path.at(-1) === "VERSION_NEUTRAL")) return null;
    return { kind: "path", parts: [...before, ...parts] };
  });
  return versions.length === 0 ? [null] : versions;
}

/** `setGlobalPrefix("api", { exclude: ["health", { path, method }] })`, as far as it is literal. */
function isExcluded(bare: PathSpec, method: string, exclude: Value | null, machine: Machine): boolean {
  const given = exclude ? machine.force(exclude) : null;
  if (given?.kind !== "list") return false;
  return given.items.some((item) => {
    const path = item.kind === "record" ? machine.member(item, "path") : item;
    const parts = partsOf(machine.force(path));
    if (!parts || parts.some((part) => typeof part !== "string")) return false;
    const verb = item.kind === "record" ? machine.member(item, "method") : null;
    const name = verb?.kind === "external" ? verb.path.at(-1) : undefined;
    if (name !== undefined && name !== "ALL" && name !== method) return false;
    const wanted: PathSpec = { kind: "path", parts };
    const text = parts.join("");
    if (/[*(]/.test(text)) return isUnder(bare, { kind: "path", parts: [text.replace(/\{?\/?[*(].*$/, "")] }) === true;
    return showPath(bare) === showPath(wanted);
  });
}

export function projectClasses(machine: Machine): readonly ClassValue[] {
  return [...machine.modules.files].sort().flatMap((file) => {
    const names = machine.modules.state(file)?.scope.names;
    return names
      ? [...names.values()].filter(
          (value): value is ClassValue =>
            value.kind === "class" && value.fact.decorators.length > 0 && value.scope.file === file,
        )
      : [];
  });
}

/** Modules that no other module imports. */
function rootModules(classes: readonly ClassValue[], machine: Machine): readonly NestApp[] {
  const modules = classes.filter((of) => nest(decorationsOf(of.fact.decorators, of, machine), "Module"));
  const imported = new Set<ClassValue["fact"]>();
  for (const of of modules) {
    const [settings] = nest(decorationsOf(of.fact.decorators, of, machine), "Module")?.given ?? [];
    const imports = settings ? machine.force(machine.member(settings, "imports")) : null;
    if (imports?.kind !== "list") continue;
    for (const item of imports.items) {
      const forced = machine.force(item);
      if (forced.kind === "class") imported.add(forced.fact);
    }
  }
  return modules
    .filter((of) => !imported.has(of.fact))
    .map((of) => ({
      kind: "app",
      site: { file: of.scope.file, span: of.fact.at },
      root: of,
      prefix: null,
      exclude: null,
      versioning: null,
      guards: [],
      uses: [],
      listens: true,
    }));
}
