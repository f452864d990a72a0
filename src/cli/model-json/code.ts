import type { Route } from "../../facts/code.ts";
import type { GraphqlField, GraphqlOperation } from "../../facts/graphql.ts";
import type { Query } from "../../facts/queries.ts";
import { tablesOf } from "../../model/queries/tables.ts";
import type { Code } from "../../model/project.ts";
import { at, type LineOf } from "./at.ts";

/** `archlint model code`: what the code serves and asks of the database. */
export function codeJson(code: Code, lineOf: LineOf) {
  return {
    routes: code.routes.map((route) => routeJson(route, lineOf)),
    graphql: {
      operations: code.graphql.operations.map((operation) => operationJson(operation, lineOf)),
      fields: code.graphql.fields.map((field) => fieldJson(field, lineOf)),
    },
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

function fieldJson(field: GraphqlField, lineOf: LineOf) {
  return {
    field: `${field.type}.${field.name}`,
    ...at(field.at, lineOf),
    library: field.library,
    resolver: field.resolver,
  };
}

function operationJson(operation: GraphqlOperation, lineOf: LineOf) {
  return {
    ...fieldJson(operation, lineOf),
    auth: operation.auth,
    authReason: operation.authReason,
    guards: operation.guards.map(({ name, enforces, scope }) => ({ name, enforces, scope })),
  };
}

function queryJson(query: Query, lineOf: LineOf) {
  return {
    ...at(query.at, lineOf),
    kind: query.kind,
    ...(query.unread !== null && { unread: query.unread }),
    relations: tablesOf(query).map(({ schema, name }) => ({ schema, name })),
    complete: query.complete,
    text: query.text,
  };
}
