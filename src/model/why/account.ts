import type { Operation } from "../../facts/api.ts";
import type { Guard, Route } from "../../facts/code.ts";
import type { Place } from "../../findings/place.ts";
import type { CodeFunction } from "../code/calls/linked.ts";
import { requestWays } from "../code/requests/ways.ts";
import type { Project } from "../project.ts";
import { changeText } from "./change-text.ts";
import { entitiesOf } from "./entities.ts";
import { queryText } from "./query-text.ts";
import type { RunQuery } from "./run-queries.ts";
import { type Scope, scopeOf } from "./scope.ts";
import { tableEntries } from "./table-entries.ts";
import type { Topic } from "./topics.ts";

/** One thing that touches a topic, and where it stands. */
export interface Entry {
  readonly at: Place;
  /** In words, names in backticks. */
  readonly what: string;
}

/** The layers, in the order in which a request passes them. */
const layers = ["contract", "routes", "guards", "handlers", "queries", "entities", "tables", "migrations"] as const;

export interface Account {
  readonly topic: Topic;
  /** Every layer that has something to do with the topic, in order; none is empty. */
  readonly parts: readonly { readonly layer: (typeof layers)[number]; readonly entries: readonly Entry[] }[];
}

/** Tells everything that touches a topic across the layers. */
export function accountOf(project: Project, topic: Topic): Account {
  const scope = scopeOf(project, topic);
  const entries: Record<(typeof layers)[number], readonly Entry[]> = {
    contract: scope.operations.map(operationEntry),
    routes: scope.routes.map(routeEntry),
    guards: topic.kind === "route" || topic.kind === "operation" ? guardEntries(scope.routes) : [],
    handlers: handlerEntries(project, scope),
    queries: scope.queries.flatMap((query) => queryEntries(project, query, topic)),
    entities: entityEntries(project, scope, topic),
    tables: scope.tables.flatMap((life) => tableEntries(life, topic.kind === "column" ? topic.column : null)),
    migrations: migrationEntries(scope, topic),
  };
  return {
    topic,
    parts: layers.flatMap((layer) => (entries[layer].length > 0 ? [{ layer, entries: entries[layer] }] : [])),
  };
}

function operationEntry({ at, method, path, operationId, security, deprecated }: Operation): Entry {
  const asked = security.map(({ schemes }) =>
    schemes.length === 0
      ? "nothing"
      : schemes.map(({ name, scopes }) => (scopes.length > 0 ? `${name} (${scopes.join(", ")})` : name)).join(" and "),
  );
  const id = operationId === null ? "" : ` (\`${operationId}\`)`;
  const secured = asked.length === 0 ? "asks for no credentials" : `asks for ${asked.join(" or ")}`;
  return { at, what: `\`${method} ${path}\`${id}, ${deprecated ? "deprecated, " : ""}${secured}` };
}

function routeEntry({ at, method, path, framework, auth, authReason }: Route): Entry {
  const asked = {
    required: "asks for credentials",
    none: "open",
    unknown: "not known whether it asks for credentials",
  }[auth];
  return { at, what: `\`${method} ${path}\`, ${framework}, ${asked}${authReason === "" ? "" : `: ${authReason}`}` };
}

function guardEntries(routes: readonly Route[]): readonly Entry[] {
  const guards = new Map<string, Entry>();
  for (const { guards: each } of routes)
    for (const guard of each) guards.set(`${guard.anchor} ${guard.name} ${guard.scope}`, guardEntry(guard));
  return [...guards.values()];
}

function guardEntry({ at, name, enforces, scope }: Guard): Entry {
  const does = {
    auth: "turns away who may not pass",
    no: "asks for no credentials",
    unknown: "its body is out of sight",
  }[enforces];
  return { at, what: `\`${name}\`, for the ${scope}: ${does}` };
}

/** The handlers of the routes, and of what they run the functions that send a query. */
function handlerEntries(project: Project, { routes, functions, queries }: Scope): readonly Entry[] {
  const [start, ...others] = functions;
  if (!start) return [];
  const program = project.code.calls();
  const handlers = new Set(routes.map(({ handlerAt }) => handlerAt && program.functionAt(handlerAt)));
  const sending = new Set(queries.map((query) => query.function));
  return [start, ...others]
    .filter((each) => each === start || handlers.has(each) || (sending.has(each) && each.name !== null))
    .map((each) => ({
      at: each.at,
      what: `${titleOf(each)}${handlers.has(each) ? ", the handler" : ""}${sending.has(each) ? ", sends a query" : ""}`,
    }));
}

function titleOf({ name }: CodeFunction): string {
  return name === null ? "a nameless function" : `\`${name}\``;
}

function queryEntries(project: Project, { of, function: sender, uses }: RunQuery, topic: Topic): readonly Entry[] {
  const { query } = of;
  if (topic.kind !== "table" && topic.kind !== "column")
    return uses.map((use) => ({ at: query.at, what: queryText(use, null) }));
  const { life } = topic;
  const use = uses.find(({ table }) => table.path === life.path);
  const column = topic.kind === "column" ? topic.column.name : null;
  const gone = topic.kind === "column" ? (topic.column.gone ?? life.gone) : life.gone;
  if (!use && !gone) return [];
  const text = use && !gone ? queryText(use, column) : `${query.kind.toUpperCase()} that names what is gone`;
  return [{ at: query.at, what: `${text}${runsFor(project, sender)}` }];
}

/** The routes are listed above, all of them; one here tells where to look. */
function runsFor(project: Project, sender: CodeFunction | null): string {
  const routes = sender ? requestWays(project.code.calls(), project.code.routes).routesOf(sender) : [];
  const [first, ...others] = routes;
  const named = sender?.name == null ? "" : `, in \`${sender.name}\``;
  if (!first) return named;
  const more = others.length === 0 ? "" : ` and ${others.length} more`;
  return `${named}, for \`${first.method} ${first.path}\`${more}`;
}

function entityEntries(project: Project, { tables }: Scope, topic: Topic): readonly Entry[] {
  return tables.flatMap((life) =>
    entitiesOf(project, life).flatMap((entity): readonly Entry[] => {
      if (topic.kind !== "column")
        return [{ at: entity.at, what: `${entity.source} \`${entity.name}\` for \`${life.path}\`` }];
      const column = entity.columns.find(({ name }) => name === topic.column.name);
      return column
        ? [
            {
              at: column.at,
              what: `${entity.source} \`${entity.name}.${column.property}\`${column.type === null ? "" : ` ${column.type}`}`,
            },
          ]
        : [];
    }),
  );
}

/** In the order in which they run, each table's after the other's. */
function migrationEntries({ tables }: Scope, topic: Topic): readonly Entry[] {
  const column = topic.kind === "column" ? topic.column : null;
  return tables.flatMap((life) =>
    (column ?? life).changes.map((change) => ({
      at: change.change.at,
      what: `${tables.length > 1 ? `\`${life.path}\`: ` : ""}${changeText(change)}`,
    })),
  );
}
