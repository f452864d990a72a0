import type { CodeFacts, Resolve } from "../../../facts/code-file.ts";
import type { Route, UnknownRegistration } from "../../../facts/code.ts";
import type { GraphqlSchema } from "../../../facts/graphql.ts";
import type { Bindings } from "../bindings.ts";
import { linkGraphql } from "../graphql/link.ts";
import { createPothos } from "../graphql/pothos.ts";
import { createGraphql } from "../graphql/servers-made.ts";
import { createAuthorizer, placeOf } from "./authorize.ts";
import { createCrud } from "./crud.ts";
import { createExpress } from "./express/express.ts";
import { serveExpress } from "./express/serve.ts";
import { createFastify } from "./fastify/fastify.ts";
import { serveFastify } from "./fastify/serve.ts";
import type { FoundRoute, FoundUnknown } from "./found.ts";
import { createHono } from "./hono/hono.ts";
import { serveHono } from "./hono/serve.ts";
import { serveNext } from "./next/serve.ts";
import { createKoa } from "./koa/koa.ts";
import { serveKoa } from "./koa/serve.ts";
import { missedRegistrations } from "./missed.ts";
import { createNest } from "./nestjs/nest.ts";
import { serveNest } from "./nestjs/serve.ts";
import { showPath } from "./paths.ts";
import { createMachine } from "./program/create.ts";
import { ModuleTable } from "./program/modules.ts";
import { runProgram } from "./run.ts";
import type { GuardSettings } from "./settled-guards.ts";
import { serveTrpc } from "./trpc/serve.ts";
import { createRoutingControllers } from "./routing-controllers/framework.ts";
import { createTrpc } from "./trpc/trpc.ts";

export interface LinkedRoutes {
  /** By file and place. */
  readonly routes: readonly Route[];
  readonly unknownRegistrations: readonly UnknownRegistration[];
  readonly graphql: GraphqlSchema;
}

/**
 * Runs the lowered programs of all files by value, asks each framework what its applications serve, and each route who
 * may call it. Another framework is another folder beside `express/`, and a line here.
 */
export function linkRoutes(
  facts: readonly CodeFacts[],
  resolve: Resolve,
  bindings: Bindings,
  guards: GuardSettings = {},
): LinkedRoutes {
  const express = createExpress();
  const controllers = createRoutingControllers(express);
  const nest = createNest();
  const fastify = createFastify();
  const koa = createKoa();
  const hono = createHono();
  const trpc = createTrpc();
  const graphql = createGraphql();
  const pothos = createPothos();
  const crud = createCrud();
  const modules = new ModuleTable(facts, resolve, bindings);
  const machine = createMachine(modules, [express, controllers, nest, fastify, koa, hono, trpc, graphql, pothos, crud]);
  runProgram(machine);
  const served = [
    serveExpress(express.routers, machine),
    serveNest(nest.apps, machine),
    serveKoa(koa.apps, koa.routers, machine),
    serveHono(hono.stores, machine),
    serveTrpc(trpc.routers, machine),
  ];
  const all = [...served.flatMap(({ routes }) => routes), ...serveFastify(fastify.apps), ...serveNext(machine)];
  const found = firstOfEach(all);
  const registered = [
    ...express.routers.flatMap(({ site, items }) => [site, ...items.map((item) => item.site)]),
    ...fastify.apps.flatMap(({ site, routes }) => [site, ...routes.map((route) => route.site)]),
    ...koa.apps.map(({ site }) => site),
    ...koa.routers.flatMap(({ site, layers }) => [site, ...layers.map((layer) => layer.site)]),
    ...hono.stores.flatMap(({ site, items }) => [site, ...items.map((item) => item.site)]),
  ];
  const met = [express, controllers, fastify, koa, hono, crud].flatMap(({ unknowns }) => unknowns);
  const authorize = createAuthorizer(machine, guards);
  const asked = linkGraphql({ nest: nest.apps, pothos, graphql, machine, authorize });
  return {
    graphql: asked.schema,
    routes: found.map(authorize).sort(byPlace),
    unknownRegistrations: unknownRegistrations([
      ...met,
      ...(registered.length > 0 ? missedRegistrations(modules, registered, met) : []),
      ...served.flatMap(({ unknowns }) => unknowns),
      ...indistinct(all),
      ...asked.unknowns,
    ]),
  };
}

/**
 * Of several registrations of one method and path, the first answers; what it hands on with `next`, the later ones
 * answer, behind its own handler.
 */
function firstOfEach(routes: readonly FoundRoute[]): readonly FoundRoute[] {
  const first = new Map<string, FoundRoute>();
  for (const route of routes) {
    const key = `${route.app}\0${route.method}\0${showPath(route.path)}\0${route.variant ?? ""}`;
    const known = first.get(key);
    if (!known) first.set(key, route);
    else if (known.continues && known.handler) {
      const passed = { ...known.handler, scope: "route" as const, kind: "middleware" as const, doubts: [] };
      const added = route.guards.filter((guard) => guard.scope === "route");
      first.set(key, {
        ...known,
        guards: [...known.guards, passed, ...added],
        handler: route.handler,
        continues: route.continues,
      });
    }
  }
  return [...first.values()];
}

/** A part that is no text, nor a setting, which is the same wherever it stands. */
function isComputed(part: string | { readonly symbol: string }): boolean {
  return typeof part !== "string" && !/^[A-Z][A-Z0-9_]*$/.test(part.symbol);
}

/** Routes whose paths come out the same because a part of each is computed: those that are not listed are said. */
function indistinct(routes: readonly FoundRoute[]): readonly FoundUnknown[] {
  const alike = new Map<string, FoundRoute[]>();
  for (const route of routes) {
    const { app, method, path, variant } = route;
    if (path.kind !== "path" || !path.parts.some(isComputed)) continue;
    const key = JSON.stringify([app, method, showPath(path), variant ?? ""]);
    alike.set(key, [...(alike.get(key) ?? []), route]);
  }
  return [...alike.values()].flatMap((group) =>
    group.slice(1).map(({ method, path, site }) => ({
      site,
      reason: `\`${method} ${showPath(path)}\` is registered more than once, and a part of the path is computed: one is listed`,
    })),
  );
}

function unknownRegistrations(found: readonly FoundUnknown[]): readonly UnknownRegistration[] {
  const seen = new Map<string, UnknownRegistration>();
  for (const { site, reason } of found) {
    const at = placeOf(site);
    seen.set(`${at.file}\0${at.start}\0${reason}`, { at, anchor: `typescript:${at.file}#registration`, reason });
  }
  return [...seen.values()].sort(byPlace);
}

interface Placed {
  readonly at: Route["at"];
  readonly anchor: string;
}

function byPlace(a: Placed, b: Placed): number {
  if (a.at.file !== b.at.file) return a.at.file < b.at.file ? -1 : 1;
  const starts = ("start" in a.at ? a.at.start : 0) - ("start" in b.at ? b.at.start : 0);
  return starts !== 0 ? starts : a.anchor < b.anchor ? -1 : a.anchor > b.anchor ? 1 : 0;
}
