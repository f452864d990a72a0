import type { Operation } from "../../facts/api.ts";
import type { Route } from "../../facts/code.ts";
import type { CodeFunction } from "../code/calls/linked.ts";
import { requestWays } from "../code/requests/ways.ts";
import type { Project } from "../project.ts";
import { missingNames } from "../queries/missing.ts";
import { tableLives, type ColumnLife, type TableLife } from "./lives.ts";
import { operationsByRoute, routesByOperation } from "./operations.ts";
import { runQueries, type RunQuery } from "./run-queries.ts";
import { touchesColumn } from "./table-uses.ts";
import type { Topic } from "./topics.ts";

/** All that touches a topic, layer by layer. */
export interface Scope {
  readonly operations: readonly Operation[];
  readonly routes: readonly Route[];
  /** What runs for the routes and sends one of the queries, or leads to what does; the handlers first. */
  readonly functions: readonly CodeFunction[];
  readonly queries: readonly RunQuery[];
  readonly tables: readonly TableLife[];
}

/** Follows a topic to the other layers: from a route down to the tables, from a table up to the routes. */
export function scopeOf(project: Project, topic: Topic): Scope {
  switch (topic.kind) {
    case "operation":
      return fromRoutes(project, routesByOperation(project, topic.operation), [topic.operation]);
    case "route":
      return fromRoutes(project, [topic.route], operationsByRoute(project, topic.route));
    case "function":
      return fromFunction(project, topic.function);
    default:
      return fromTable(project, topic.life, topic.kind === "column" ? topic.column : null);
  }
}

function fromRoutes(project: Project, routes: readonly Route[], operations: readonly Operation[]): Scope {
  if (routes.length === 0) return { operations, routes, functions: [], queries: [], tables: [] };
  const ways = requestWays(project.code.calls(), project.code.routes);
  const functions = [...new Set(routes.flatMap((route) => ways.below(route)))];
  return { operations, routes, ...below(project, functions) };
}

function fromFunction(project: Project, start: CodeFunction): Scope {
  const program = project.code.calls();
  const routes = requestWays(program, project.code.routes).routesOf(start);
  const functions = [...new Set([start, ...program.reachableFrom(start)])];
  return { operations: operationsOf(project, routes), routes, ...below(project, functions) };
}

function below(project: Project, functions: readonly CodeFunction[]): Pick<Scope, "functions" | "queries" | "tables"> {
  const sending = runQueries(project);
  const order = new Map(functions.map((each, at) => [each, at]));
  const queries = sending
    .filter(({ function: of }) => of !== null && order.has(of))
    .toSorted((a, b) => (order.get(a.function as CodeFunction) ?? 0) - (order.get(b.function as CodeFunction) ?? 0));
  const tables = new Set(queries.flatMap(({ uses, of }) => uses.map(({ table }) => lifeOf(of.history, table.path))));
  return { functions, queries, tables: [...tables].filter((life) => life !== undefined) };
}

function lifeOf(history: TableLife["history"], path: string): TableLife | undefined {
  return tableLives(history).find((life) => life.path === path && life.gone === null);
}

function fromTable(project: Project, life: TableLife, column: ColumnLife | null): Scope {
  const queries = queriesOf(project, life, column);
  const sending = new Set(queries.map(({ function: of }) => of).filter((of) => of !== null));
  const found = new Set<Route>();
  if (sending.size > 0) {
    const ways = requestWays(project.code.calls(), project.code.routes);
    for (const each of sending) for (const route of ways.routesOf(each)) found.add(route);
  }
  const routes = project.code.routes.filter((route) => found.has(route));
  return { operations: operationsOf(project, routes), routes, functions: [], queries, tables: [life] };
}

/** Of what is gone: the queries that name it still. */
function queriesOf(project: Project, life: TableLife, column: ColumnLife | null): readonly RunQuery[] {
  const gone = column?.gone ?? life.gone;
  if (gone) {
    const names = missingNames(project).filter((missing) => missing.gone?.change === gone.change);
    const naming = new Set(names.map(({ of }) => of));
    return runQueries(project).filter(({ of }) => naming.has(of));
  }
  return runQueries(project).filter(
    ({ of, uses }) =>
      of.history === life.history &&
      uses.some((use) => use.table.path === life.path && (column === null || touchesColumn(use, column.name))),
  );
}

function operationsOf(project: Project, routes: readonly Route[]): readonly Operation[] {
  const found = new Set(routes.flatMap((route) => operationsByRoute(project, route)));
  return project.api.operations().filter((operation) => found.has(operation));
}
