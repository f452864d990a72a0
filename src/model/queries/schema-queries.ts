import type { Query } from "../../facts/queries.ts";
import type { Project } from "../project.ts";
import type { History, Schema } from "../schema.ts";
import { historyMatch } from "../system/histories.ts";
import { relationOf } from "./relations.ts";
import { tablesOf } from "./tables.ts";

/** A query, and the schema it runs on as the last migration leaves it. */
export interface SchemaQuery {
  readonly query: Query;
  readonly history: History;
  readonly schema: Schema;
  /** It stands in code that serves, not in a script, a seed or a tool: what it costs matters. */
  readonly inServer: boolean;
  /**
   * False where several histories fit its file and it was given to the only one that has all the tables it names. What
   * those tables' indexes and columns serve can be said of it; that a name is missing cannot, for it was chosen by names.
   */
  readonly certain: boolean;
}

/** Below this share of names that the schema knows, the history is taken to be another database's. */
const FITS = 0.5;

const known = new WeakMap<Project, readonly SchemaQuery[]>();

/** Every query of which it is certain whose schema it runs on: where a name is missing, it is missing. */
export function certainQueries(project: Project): readonly SchemaQuery[] {
  return schemaQueries(project).filter(({ certain }) => certain);
}

/** Every query whose schema is known. Where most tables a package names are not in the schema, it is not its schema. */
export function schemaQueries(project: Project): readonly SchemaQuery[] {
  let queries = known.get(project);
  if (!queries) known.set(project, (queries = join(project)));
  return queries;
}

function join(project: Project): readonly SchemaQuery[] {
  const groups = new Map<string, Map<History, Query[]>>();
  const chosen: SchemaQuery[] = [];
  for (const query of project.code.queries) {
    if (query.blocks.length === 0) continue;
    const { history, candidates = [] } = historyMatch(project, query.file);
    const only = history ?? onlyWithAllTables(query, candidates);
    // What stands among the migrations runs at its place in the history, on the schema of that moment.
    if (only?.dialect !== "postgresql" || query.file.startsWith(`${only.name}/`)) continue;
    if (!history) {
      chosen.push({ query, history: only, schema: only.schema, inServer: isServed(project, query), certain: false });
      continue;
    }
    const { root } = project.serviceOf(query.file);
    const group = groups.get(root) ?? new Map<History, Query[]>();
    const list = group.get(history);
    if (list) list.push(query);
    else group.set(history, [query]);
    groups.set(root, group);
  }
  const matched = [...groups.values()].flatMap((group) =>
    [...group].flatMap(([history, queries]) =>
      fits(queries, history) ? queries.map((query) => ({ query, history })) : [],
    ),
  );
  return [
    ...matched.map(({ query, history }) => ({
      query,
      history,
      schema: history.schema,
      inServer: isServed(project, query),
      certain: true,
    })),
    ...chosen,
  ];
}

/** Of several histories the one that has every table of a query; null when none has, or more than one, or another adds to them. */
function onlyWithAllTables(query: Query, candidates: readonly History[]): History | null {
  const tables = tablesOf(query);
  if (tables.length === 0) return null;
  const having = candidates.filter(({ schema }) => tables.every((source) => relationOf(source, schema).is === "table"));
  const [only] = having;
  if (!only || having.length > 1) return null;
  const names = new Set(tables.map(({ name }) => name));
  return candidates.some((other) => other !== only && addsTo(other, names)) ? null : only;
}

/** A history that adds to the tables of another runs on the same database: neither alone tells what they have. */
function addsTo(history: History, tables: ReadonlySet<string | null>): boolean {
  return history.changes("add-column", "create-index").some(({ change }) => tables.has(change.table.name));
}

function fits(queries: readonly Query[], history: History): boolean {
  // What it once had is its own as well.
  const once = new Set(history.changes("drop-table", "rename-table").map(({ change }) => change.table.name));
  const names = new Map<string, boolean>();
  for (const source of queries.flatMap(tablesOf)) {
    const { is } = relationOf(source, history.schema);
    const name = source.name ?? "";
    if (is !== "foreign") names.set(`${source.schema ?? ""}.${name}`, is !== "missing" || once.has(name));
  }
  const found = [...names.values()].filter(Boolean).length;
  return names.size > 0 && found / names.size >= FITS;
}

function isServed({ code }: Project, { file }: Query): boolean {
  return code.module(file)?.role === "server";
}
