import type { RouterState } from "../express/router.ts";
import type { FoundUnknown } from "../found.ts";
import { ROOT } from "../paths.ts";
import type { Framework } from "../program/machine.ts";
import { type Entity, type Site, unknown, type Value } from "../program/values.ts";

/** The controllers of one call of `createExpressServer` or `useExpressServer`, where they stand in the application. */
export interface ControllerServer {
  readonly site: Site;
  readonly options: Value;
}

export interface RoutingControllers extends Framework {
  readonly servers: readonly ControllerServer[];
  readonly unknowns: readonly FoundUnknown[];
}

/**
 * routing-controllers 0.11 on Express (https://github.com/typestack/routing-controllers): what it registers, it registers
 * on an application of Express, behind what stands there already.
 */
export function createRoutingControllers(express: Framework): RoutingControllers {
  const servers: ControllerServer[] = [];
  const unknowns: FoundUnknown[] = [];

  function mount(app: Value | undefined, options: Value | undefined, site: Site): Entity | null {
    if (app?.kind !== "entity" || app.framework !== "express") {
      unknowns.push({ site, reason: "the application these controllers are put on is not known from the source" });
      return null;
    }
    const server: ControllerServer = { site, options: options ?? unknown() };
    const value: Entity = { kind: "entity", framework: "routing-controllers", state: server };
    servers.push(server);
    (app.state as RouterState).items.push({
      kind: "use",
      paths: [ROOT],
      handlers: [{ value, text: "controllers", site }],
      site,
    });
    return app;
  }

  return {
    name: "routing-controllers",
    servers,
    unknowns,
    made(module, path, given, site) {
      if (module !== "routing-controllers") return null;
      switch (path.at(-1)) {
        case "createExpressServer":
          return mount(express.made("express", [], [], site) ?? undefined, given[0], site);
        case "useExpressServer":
          return mount(given[0], given[1], site);
        case "createKoaServer":
        case "useKoaServer":
          unknowns.push({ site, reason: "controllers are served with Koa here, which is not followed" });
          return null;
        default:
          return null;
      }
    },
    method: (_entity, key) => unknown(key),
  };
}
