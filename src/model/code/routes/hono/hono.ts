import type { FoundUnknown } from "../found.ts";
import { ROOT } from "../paths.ts";
import type { Framework } from "../program/machine.ts";
import { type Entity, list, type Site, unknown, type Value } from "../program/values.ts";
import { combinedOf } from "./combined.ts";
import { callApp } from "./register.ts";
import type { HonoCombined, HonoState, HonoStore } from "./state.ts";

const APPS = new Set(["hono#Hono", "hono/tiny#Hono", "hono/quick#Hono", "@hono/zod-openapi#OpenAPIHono"]);
const FACTORIES = new Set(["hono/factory#createFactory", "hono/factory#Factory"]);
const COMBINED: Readonly<Record<string, HonoCombined["kind"]>> = { every: "every", some: "some", except: "except" };
/** Properties by which an application is served or called. */
const SERVING = new Set(["fetch", "request", "fire"]);

export interface HonoFramework extends Framework {
  /** In the order they were made. */
  readonly stores: readonly HonoStore[];
  readonly unknowns: readonly FoundUnknown[];
}

/** Hono, and OpenAPIHono of @hono/zod-openapi: applications remember what is registered on them. */
export function createHono(): HonoFramework {
  const stores: HonoStore[] = [];
  const unknowns: FoundUnknown[] = [];

  function make(site: Site): Entity {
    const store: HonoStore = { site, items: [], isServed: false };
    stores.push(store);
    return entity({ kind: "app", store, base: ROOT, current: [ROOT] });
  }

  return {
    name: "hono",
    stores,
    unknowns,
    made(module, path, given, site) {
      const name = `${module}#${path.at(-1) ?? ""}`;
      if (APPS.has(name)) return make(site);
      if (FACTORIES.has(name)) return entity({ kind: "factory" });
      const combined = module === "hono/combine" ? COMBINED[path.at(-1) ?? ""] : undefined;
      return combined ? entity({ kind: combined, given }) : null;
    },
    method(of, key, given, site, machine): Value {
      const state = of.state as HonoState;
      if (state.kind === "app") return callApp(state, of, key, given, site, machine, unknowns);
      if (state.kind !== "factory") return unknown(key);
      if (key === "createApp") return make(site);
      if (key === "createHandlers") return list([...given]);
      return key === "createMiddleware" ? (given[0] ?? unknown(key)) : unknown(key);
    },
    combined: (of) => combinedOf(of.state as HonoState),
    handedOver(of, key) {
      const state = of.state as HonoState;
      if (state.kind === "app" && (key === null || SERVING.has(key))) state.store.isServed = true;
    },
  };
}

function entity(state: HonoState): Entity {
  return { kind: "entity", framework: "hono", state };
}
