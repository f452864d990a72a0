import type { FoundGuard, FoundRoute, Handler } from "../found.ts";
import { isUnder, showPath } from "../paths.ts";
import type { Doubt } from "../program/values.ts";
import { type FastifyApp, type Hook, hooksOf, REQUEST_HOOKS, type RequestHook } from "./instance.ts";
import type { RegisteredRoute } from "./route.ts";

/**
 * The routes of every application: each behind the hooks of its instance, those added after it too, then its own,
 * phase by phase. HEAD, which Fastify adds to every GET, is not a route of its own.
 */
export function serveFastify(apps: readonly FastifyApp[]): readonly FoundRoute[] {
  const served = new Map<FastifyApp, readonly FoundRoute[]>();
  for (const app of apps)
    served.set(
      app,
      app.routes.flatMap((route) => found(route, app)),
    );
  const listening = new Set(apps.filter((app) => app.listens).flatMap((app) => (served.get(app) ?? []).map(nameOf)));
  return apps.flatMap((app) => {
    const routes = served.get(app) ?? [];
    // One that is made for a test or to print a document, and never listens, is no application beside the one that does.
    const isCopy = !app.listens && routes.length > 0 && routes.every((route) => listening.has(nameOf(route)));
    return isCopy ? [] : routes;
  });
}

function nameOf({ method, path, variant }: FoundRoute): string {
  return `${method} ${showPath(path)} ${variant ?? ""}`;
}

function found(route: RegisteredRoute, app: FastifyApp): readonly FoundRoute[] {
  const guards = REQUEST_HOOKS.flatMap((name) => [
    ...hooksOf(route.instance, name).flatMap((hook) => standing(hook, name, route)),
    ...route.hooks[name].map((handler) => guard(handler, name, "route", [])),
  ]);
  if (route.unclear) guards.push(guard(route.unclear, "preHandler", "route", []));
  return route.methods.map((method) => ({
    method,
    path: route.path,
    site: route.site,
    framework: "fastify",
    app: app.site.file,
    guards,
    handler: route.handler,
    continues: false,
    metadata: new Map(),
    publicMark: null,
    options: route.options,
    variant: route.variant,
  }));
}

function standing(hook: Hook, name: RequestHook, route: RegisteredRoute): readonly FoundGuard[] {
  const known = new Set([...route.instance.doubts, ...route.doubts, "config"]);
  const doubts = hook.doubts.filter((doubt) => !known.has(doubt));
  if (hook.below === null) return [guard(hook.handler, name, hook.scope, doubts)];
  const under = isUnder(route.path, hook.below);
  if (under === false) return [];
  return [
    {
      ...hook.handler,
      scope: hook.scope,
      kind: "middleware",
      doubts: under === null ? [...doubts, "path"] : doubts,
      below: hook.below,
    },
  ];
}

function guard(handler: Handler, name: RequestHook, scope: FoundGuard["scope"], doubts: readonly Doubt[]): FoundGuard {
  return { ...handler, scope, kind: name === "preParsing" ? "parsing-hook" : "hook", doubts };
}
