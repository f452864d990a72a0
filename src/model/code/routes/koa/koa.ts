import type { FoundUnknown } from "../found.ts";
import type { Framework } from "../program/machine.ts";
import { type Entity, literal, type Site, unknown } from "../program/values.ts";
import { callApp, callRouter } from "./register.ts";
import type { KoaApp, KoaRouter, KoaState } from "./state.ts";

const ROUTERS = new Set(["koa-router", "@koa/router", "koa-better-router"]);

export interface Koa extends Framework {
  /** In the order they were made. */
  readonly apps: readonly KoaApp[];
  readonly routers: readonly KoaRouter[];
  readonly unknowns: readonly FoundUnknown[];
}

/** Koa with koa-router or @koa/router: applications and routers remember what is registered on them. */
export function createKoa(): Koa {
  const apps: KoaApp[] = [];
  const routers: KoaRouter[] = [];
  const unknowns: FoundUnknown[] = [];
  return {
    name: "koa",
    apps,
    routers,
    unknowns,
    made(module, path, given, site) {
      const last = path.at(-1);
      if (module === "koa" && (last === undefined || last === "Koa")) {
        const app: KoaApp = { kind: "app", site, uses: [] };
        apps.push(app);
        return entity(app);
      }
      if (ROUTERS.has(module) && (last === undefined || last === "Router")) {
        const router: KoaRouter = { kind: "router", site, settings: given[0] ?? null, prefix: null, layers: [] };
        routers.push(router);
        return entity(router);
      }
      if (module === "koa-mount") return entity(mounted(given, site));
      return module === "koa-compose" ? entity({ kind: "composed", given, site }) : null;
    },
    method(of, key, given, site, machine) {
      const state = of.state as KoaState;
      if (state.kind === "app") return callApp(state, of, key, given, site, machine);
      if (state.kind === "router") return callRouter(state, of, key, given, site, machine, unknowns);
      return unknown(key);
    },
  };
}

/** `mount("/api", app)` and `mount(app)`. */
function mounted([first, second]: Parameters<Framework["made"]>[2], site: Site): KoaState {
  return second
    ? { kind: "mounted", path: first ?? null, value: second, site }
    : { kind: "mounted", path: null, value: first ?? literal(undefined), site };
}

function entity(state: KoaState): Entity {
  return { kind: "entity", framework: "koa", state };
}
