import type { FoundUnknown } from "../found.ts";
import type { Framework } from "../program/machine.ts";
import type { Entity, Site } from "../program/values.ts";
import { callRouter, type RouterState } from "./router.ts";

/** Packages whose call, or whose `Router`, gives a router of Express. */
const ROUTER_PACKAGES = new Set(["express-promise-router", "router", "express-async-router"]);
const APP_PACKAGES = new Set(["express", "ultimate-express", "hyper-express-express"]);

export interface Express extends Framework {
  /** Every application and router, in the order they were made. */
  readonly routers: readonly RouterState[];
  readonly unknowns: readonly FoundUnknown[];
}

/** Express 4 and 5: applications and routers remember what is registered on them. */
export function createExpress(): Express {
  const all: RouterState[] = [];
  const unknowns: FoundUnknown[] = [];

  function make(kind: RouterState["kind"], site: Site): Entity {
    const state: RouterState = { kind, site, items: [] };
    all.push(state);
    return { kind: "entity", framework: "express", state };
  }

  return {
    name: "express",
    routers: all,
    unknowns,
    made(module, path, _given, site) {
      const last = path.at(-1);
      if (APP_PACKAGES.has(module)) {
        if (last === undefined || last === "express" || last === "default") return make("app", site);
        if (last === "Router") return make("router", site);
      }
      return ROUTER_PACKAGES.has(module) ? make("router", site) : null;
    },
    method: (entity, key, given, site, machine) => callRouter(entity, key, given, site, machine, unknowns),
  };
}
