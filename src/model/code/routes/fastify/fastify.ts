import type { FoundUnknown } from "../found.ts";
import type { Framework } from "../program/machine.ts";
import { type Site, unknown } from "../program/values.ts";
import { callInstance, type Combined, type PartDecorations } from "./calls.ts";
import { createApp, decorationOf, type FastifyApp, type Instance, loadSoFar } from "./instance.ts";
import { type RouteObject, type WrappedPlugin, wrapPlugin } from "./register.ts";
import { startedByCommand } from "./start.ts";

export interface Fastify extends Framework {
  readonly apps: readonly FastifyApp[];
  readonly unknowns: readonly FoundUnknown[];
}

type State = Instance | WrappedPlugin | RouteObject | Combined;

/** Fastify 3 to 5: plugins are loaded as it loads them, and every instance remembers what was registered on it. */
export function createFastify(): Fastify {
  const apps: FastifyApp[] = [];
  const unknowns: FoundUnknown[] = [];
  const decorated: PartDecorations = { request: new Map(), response: new Map() };

  function make(site: Site): Instance {
    const root = createApp(site);
    apps.push(root.app);
    return root;
  }

  return {
    name: "fastify",
    apps,
    unknowns,
    made(module, path, given, site) {
      const last = path.at(-1);
      if (module === "fastify" && (last === undefined || last === "fastify" || last === "default"))
        return make(site).entity;
      return module === "fastify-plugin" ? wrapPlugin(given[0] ?? unknown(), given[1]) : null;
    },
    method(entity, key, given, site, machine) {
      const state = entity.state as State;
      if (state.kind === "instance") return callInstance(state, key, given, site, machine, unknowns, decorated);
      return unknown(key);
    },
    member(entity, key, machine) {
      const state = entity.state as State;
      const found = state.kind === "instance" ? decorationOf(state, key) : undefined;
      return found ? machine.force(found) : null;
    },
    combined(entity) {
      const state = entity.state as State;
      return state.kind === "combined" ? state : null;
    },
    decorated: (part, key) => decorated[part].get(key),
    settle(machine, last) {
      if (last && apps.length === 0) startedByCommand(machine, make, unknowns);
      for (const app of apps) loadSoFar(app);
    },
  };
}
