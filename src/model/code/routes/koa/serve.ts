import type { FoundRoute, FoundUnknown, Handler } from "../found.ts";
import { Line, type Standing } from "../line.ts";
import { joinPath, type PathSpec, pathSpecs, ROOT } from "../paths.ts";
import type { Machine } from "../program/machine.ts";
import type { Site } from "../program/values.ts";
import { unlessOf } from "../unless.ts";
import { isRoot, pathOf, type Prefixes, prefixesOf } from "./prefix.ts";
import type { KoaApp, KoaLayer, KoaRouter } from "./state.ts";
import { composedOf, koaStates } from "./states.ts";

/** Deeper nesting is a router that mounts itself. */
const MOST_DEPTH = 20;

interface Served {
  readonly routes: readonly FoundRoute[];
  readonly unknowns: readonly FoundUnknown[];
}

/** Where in an application the walk stands. */
interface Position extends Prefixes {
  readonly line: Line;
  readonly scope: "app" | "router";
  readonly stack: readonly object[];
}

/** The routes of every application: its middleware in order, routers where they are used, applications where mounted. */
export function serveKoa(apps: readonly KoaApp[], routers: readonly KoaRouter[], machine: Machine): Served {
  const walk = new Walk(machine);
  const inner = new Set(
    apps.flatMap((app) => app.uses.flatMap(({ handlers }) => handlers.flatMap((each) => innerApps(each, machine)))),
  );
  for (const app of apps) if (!inner.has(app)) walk.application(app);
  const lost = routers.filter((router) => !walk.met.has(router));
  return { routes: walk.routes, unknowns: [...walk.unknowns, ...lost.flatMap(unmounted)] };
}

function innerApps({ value }: Handler, machine: Machine): readonly KoaApp[] {
  return koaStates(value, machine).flatMap((state): readonly KoaApp[] => {
    if (state.kind === "app") return [state];
    if (state.kind === "mounted") return innerApps({ value: state.value, text: "", site: state.site }, machine);
    if (state.kind !== "composed") return [];
    return composedOf(state, machine).flatMap((value) => innerApps({ value, text: "", site: state.site }, machine));
  });
}

function unmounted({ layers, site }: KoaRouter): readonly FoundUnknown[] {
  const count = layers.filter(({ methods }) => methods !== null).length;
  if (count === 0) return [];
  return [
    {
      site,
      reason: `a router with ${count} ${count === 1 ? "route" : "routes"} that is mounted nowhere the source shows`,
    },
  ];
}

class Walk {
  readonly routes: FoundRoute[] = [];
  readonly unknowns: FoundUnknown[] = [];
  /** Every router that is used somewhere. */
  readonly met = new Set<KoaRouter>();
  readonly #machine: Machine;

  constructor(machine: Machine) {
    this.#machine = machine;
  }

  application(app: KoaApp): void {
    const line = new Line({ framework: "koa", app: app.site.file, sensitive: false });
    this.#app(app, { mounted: ROOT, within: [], line, scope: "app", stack: [] });
  }

  #app(app: KoaApp, at: Position): void {
    if (at.stack.includes(app) || at.stack.length >= MOST_DEPTH) return;
    const inside = { ...at, stack: [...at.stack, app] };
    for (const { handlers } of app.uses) for (const handler of handlers) this.#handler(handler, inside);
  }

  /** What is used in an application or mounted in one. */
  #handler(handler: Handler, at: Position): void {
    const states = koaStates(handler.value, this.#machine);
    if (states.length === 0) {
      if (this.#isLost(handler)) this.#lose(handler.site, `\`${handler.text}\` is used here and could not be followed`);
      else
        at.line.use(
          [this.#standing(handler)],
          { path: at.mounted, scope: at.scope, below: at.mounted },
          { below: true },
        );
    }
    for (const state of states) {
      if (state.kind === "app") this.#app(state, at);
      // What a router uses runs for its own routes only.
      else if (state.kind === "routes") this.#router(state.router, { ...at, line: at.line.branch() }, null);
      else if (state.kind === "composed")
        for (const value of composedOf(state, this.#machine)) this.#handler({ ...handler, value }, at);
      else if (state.kind === "mounted")
        for (const path of state.path ? pathSpecs(state.path) : [ROOT]) {
          const mounted = joinPath(at.mounted, path);
          if (mounted.kind === "path") this.#handler({ ...handler, value: state.value }, { ...at, mounted });
          else this.#lose(handler.site, "mounted at a path that is not known from the source");
        }
    }
  }

  /** The layers of a router, as many as it had when another one copied them. */
  #router(router: KoaRouter, at: Position, copied: number | null): void {
    this.met.add(router);
    if (at.stack.includes(router) || at.stack.length >= MOST_DEPTH) return;
    const stack = [...at.stack, router];
    for (const [index, layer] of router.layers.entries()) {
      if (copied !== null && index >= copied) {
        this.#lose(layer.site, "registered on a router after another one had taken its routes over");
        continue;
      }
      for (const prefix of prefixesOf(router, this.#machine))
        this.#layer(layer, { ...at, within: [...at.within, prefix], scope: "router", stack });
    }
  }

  #layer({ methods, paths, handlers, copied, site }: KoaLayer, at: Position): void {
    for (const path of paths ?? [null]) {
      const full = pathOf(path, at);
      const place = { path: full, scope: at.scope, below: at.mounted };
      if (methods) {
        const opened = handlers.flatMap((handler) => this.#opened(handler));
        for (const method of methods) {
          if (full.kind === "path") this.routes.push(at.line.route(method, place, opened, site));
          else this.#lose(site, "below a prefix that is not known from the source");
        }
        continue;
      }
      for (const handler of handlers) {
        const routers = koaStates(handler.value, this.#machine).filter((state) => state.kind === "routes");
        // At its root, @koa/router takes a middleware for the root alone; koa-router, for everything.
        const opened = this.#opened(handler).map((each) =>
          isRoot(path) ? { ...each, exempts: exceptRoot(full) } : each,
        );
        for (const { router } of routers)
          this.#router(router, { ...at, within: path ? [...at.within, path] : at.within }, copied.get(router) ?? null);
        if (routers.length === 0 && this.#isLost(handler))
          this.#lose(handler.site, `\`${handler.text}\` is used here and could not be followed`);
        else if (routers.length === 0) at.line.use(opened, place, { below: true });
      }
    }
  }

  /** A middleware for one handler, several for what koa-compose put together, none for `allowedMethods()`. */
  #opened(handler: Handler): readonly Standing[] {
    const states = koaStates(handler.value, this.#machine);
    if (states.length === 0) return [this.#standing(handler)];
    return states.flatMap((state) =>
      state.kind === "composed"
        ? composedOf(state, this.#machine).flatMap((value) => this.#opened({ ...handler, value }))
        : state.kind === "mounted"
          ? this.#opened({ ...handler, value: state.value })
          : [],
    );
  }

  #standing(handler: Handler): Standing {
    const excepting = unlessOf(this.#machine.force(handler.value), this.#machine);
    return excepting ? { ...handler, value: excepting.inner, exempts: excepting.exempts } : handler;
  }

  /** What is named as a router and is not known: no guard of what follows, but routes nobody sees. */
  #isLost({ value, text }: Handler): boolean {
    const forced = this.#machine.force(value);
    const isUnknown = forced.kind === "unknown" || forced.kind === "lazy";
    return isUnknown && /((routes?|routers?|api)(\.default)?|\.(routes|middleware)\(\))$/i.test(text);
  }

  #lose(site: Site, reason: string): void {
    this.unknowns.push({ site, reason });
  }
}

function exceptRoot(root: PathSpec): NonNullable<Standing["exempts"]> {
  return (path) => (path === root ? false : null);
}
