import type { FoundRoute, FoundUnknown, Handler } from "../found.ts";
import { handsOn, Line, type Standing } from "../line.ts";
import { type PathSpec, ROOT } from "../paths.ts";
import type { Machine } from "../program/machine.ts";
import type { Site } from "../program/values.ts";
import { standingOf } from "./combined.ts";
import { merged } from "./path.ts";
import type { HonoItem, HonoStore } from "./state.ts";
import { honoStates } from "./states.ts";

/** Deeper nesting is an application that mounts itself. */
const MOST_DEPTH = 20;

interface Served {
  readonly routes: readonly FoundRoute[];
  readonly unknowns: readonly FoundUnknown[];
}

/** The routes of every application that no other one mounts, in the order a request meets what is registered. */
export function serveHono(stores: readonly HonoStore[], machine: Machine): Served {
  const routes: FoundRoute[] = [];
  const unknowns: FoundUnknown[] = [];
  const met = new Set<HonoStore>();

  function walk(
    store: HonoStore,
    prefix: PathSpec,
    line: Line,
    stack: readonly HonoStore[],
    copied: number | null,
  ): void {
    met.add(store);
    if (stack.includes(store) || stack.length >= MOST_DEPTH) return;
    const inside = [...stack, store];
    for (const [index, item] of store.items.entries()) {
      if (copied !== null && index >= copied) {
        if (isRoute(item)) lose(item.site, "registered on an application after another one had taken its routes over");
      } else if (item.kind === "route") mounted(item, prefix, line, inside);
      else
        for (const path of item.paths) place(item, merged(prefix, path), line, inside.length === 1 ? "app" : "router");
    }
  }

  function mounted(
    item: HonoItem & { kind: "route" },
    prefix: PathSpec,
    line: Line,
    stack: readonly HonoStore[],
  ): void {
    const apps = honoStates(item.sub, machine).flatMap((state) => (state.kind === "app" ? [state] : []));
    if (apps.length === 0) lose(item.site, `\`${item.text}\` is mounted here and could not be followed`);
    for (const path of item.paths) {
      const full = merged(prefix, path);
      if (full.kind !== "path") lose(item.site, "mounted at a path that is not known from the source");
      else for (const { store } of apps) walk(store, full, line, stack, apps.length === 1 ? item.copied : null);
    }
  }

  function place(item: HonoItem & { kind: "handle" }, path: PathSpec, line: Line, scope: "app" | "router"): void {
    const standing = item.handlers.flatMap((handler): readonly Standing[] => standingOf(handler, machine));
    // `app.get("/admin/*", async (c, next) => …)` registers no more than a middleware.
    if (!item.methods || (item.handlers.length > 0 && standing.every(handsOn)))
      line.use(standing, { path, scope, ...(item.methods ? { methods: item.methods } : {}) }, { below: false });
    else if (path.kind !== "path") lose(item.site, "below a prefix that is not known from the source");
    else for (const method of item.methods) routes.push(line.route(method, { path, scope }, standing, item.site));
  }

  function lose(site: Site, reason: string): void {
    unknowns.push({ site, reason });
  }

  for (const store of rootsOf(stores, machine))
    walk(store, ROOT, new Line({ framework: "hono", app: store.site.file, sensitive: true }), [], null);
  for (const store of stores) {
    const count = store.items.filter(isRoute).length;
    if (met.has(store) || count === 0) continue;
    lose(
      store.site,
      `an application with ${count} ${count === 1 ? "route" : "routes"} that is mounted or served nowhere the source shows`,
    );
  }
  return { routes, unknowns };
}

function isRoute(item: HonoItem): boolean {
  return item.kind === "route" || item.methods !== null;
}

/**
 * What starts: applications that something serves, or that their file exports as its default, as Cloudflare and Bun ask
 * for. Without either in sight, every one that no other mounts.
 */
function rootsOf(stores: readonly HonoStore[], machine: Machine): readonly HonoStore[] {
  const inner = new Set(
    stores.flatMap(({ items }) =>
      items.flatMap((item) => {
        const given = item.kind === "route" ? [item.sub] : item.handlers.map(({ value }: Handler) => value);
        return given.flatMap((value) =>
          honoStates(value, machine).flatMap((state) => (state.kind === "app" ? [state.store] : [])),
        );
      }),
    ),
  );
  const outer = stores.filter((store) => !inner.has(store));
  const started = outer.filter((store) => store.isServed || isDefault(store, machine));
  return started.length > 0 ? started : outer;
}

function isDefault(store: HonoStore, machine: Machine): boolean {
  const exported = machine.modules.state(store.site.file)?.default;
  return exported
    ? honoStates(exported, machine).some((state) => state.kind === "app" && state.store === store)
    : false;
}
