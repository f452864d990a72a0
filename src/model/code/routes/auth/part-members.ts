import { type Part, unknown, type Value } from "../program/values.ts";
import { honoMember, honoRequestMember } from "./hono-context.ts";
import { koaMember } from "./koa-context.ts";
import { graphqlMember } from "./graphql-context.ts";
import type { Ledger } from "./ledger.ts";
import { trpcMember } from "./trpc-options.ts";
import { type Mode, partMember, type RouteInView } from "./request.ts";

/**
 * What Fastify shows of a route's own options: `request.routeOptions` (5), `routeConfig` and `context` (4 and before).
 * Null for another property; unknown, by the route, while no route is in view.
 */
export function optionsMember(object: Part, key: string, ledger: Ledger): Value | null {
  if (object.part !== "request" && object.part !== "response") return null;
  if (key === "routeSchema" || !/^(routeOptions|routeConfig|context)$/.test(key)) return null;
  const shown = ledger.route?.options;
  if (ledger.route && !shown) return null;
  ledger.askedOptions = true;
  if (shown?.kind !== "record") return unknown(key, "path");
  return key === "routeConfig" ? (shown.fields.get("config") ?? unknown(key)) : shown;
}

/** A property of whatever a handler of any framework is given. */
export function memberOfPart(object: Part, key: string, mode: Mode, route: RouteInView | null): Value {
  switch (object.part) {
    case "koa-context":
      return koaMember(key, mode, route);
    case "hono-context":
      return honoMember(key);
    case "hono-request":
      return honoRequestMember(key, mode, route);
    case "trpc-context":
      return trpcMember(key);
    case "graphql-context":
      return graphqlMember(key);
    default:
      return partMember(object, key, mode, route);
  }
}
