import type { Route } from "../../facts/code.ts";
import type { Query } from "../../facts/queries.ts";
import { tablesOf } from "../../model/queries/tables.ts";
import type { Code } from "../../model/project.ts";
import { at, type LineOf } from "./at.ts";

/** `archlint model code`: what the code serves and asks of the database. */
export function codeJson(code: Code, lineOf: LineOf) {
  return {
    routes: code.routes.map((route) => routeJson(route, lineOf)),
    queries: code.queries.map((query) => queryJson(query, lineOf)),
    unknownRegistrations: code.unknownRegistrations.map((registration) => ({
      ...at(registration.at, lineOf),
      reason: registration.reason,
    })),
  };
}

function routeJson(route: Route, lineOf: LineOf) {
  return {
    method: route.method,
    path: route.path,
    ...at(route.at, lineOf),
    framework: route.framework,
    app: route.app,
    auth: route.auth,
    authReason: route.authReason,
    guards: route.guards.map(({ name, enforces, scope }) => ({ name, enforces, scope })),
    handler: route.handler,
  };
}

function queryJson(query: Query, lineOf: LineOf) {
  return {
    ...at(query.at, lineOf),
    kind: query.kind,
    relations: tablesOf(query).map(({ schema, name }) => ({ schema, name })),
    complete: query.complete,
    text: query.text,
  };
}
