import type { QuerySource } from "../../facts/queries.ts";
import type { Project } from "../project.ts";
import type { Column, FoldedChange, Table } from "../schema.ts";
import { relationOf } from "./relations.ts";
import { type SchemaQuery, certainQueries } from "./schema-queries.ts";

/** An INSERT that gives no value for a column that must have one. */
export interface MissingValue {
  readonly of: SchemaQuery;
  readonly target: QuerySource;
  readonly table: Table;
  readonly column: Column;
  /** What made the column required after the table was there: the INSERT may be older than it. Null when it always was. */
  readonly since: FoldedChange | null;
}

const known = new WeakMap<Project, readonly MissingValue[]>();

/** Each column that PostgreSQL would refuse a null in, by the INSERT that leaves it out. */
export function missingValues(project: Project): readonly MissingValue[] {
  let missing = known.get(project);
  if (!missing) known.set(project, (missing = certainQueries(project).flatMap((of) => [...missingIn(of)])));
  return missing;
}

function* missingIn(of: SchemaQuery): Generator<MissingValue> {
  const { query, schema, history } = of;
  if (!query.complete) return;
  for (const { kind, sources, written } of query.blocks) {
    const [target] = sources;
    const relation = kind === "insert" && target && written ? relationOf(target, schema) : null;
    if (relation?.is !== "table" || !target || !written) continue;
    const { table } = relation;
    if (!table.columnsKnown || fillsByTrigger(table)) continue;
    const given = new Set(written.map(({ name }) => name));
    for (const column of table.columns) {
      if (given.has(column.name) || !isRequired(column)) continue;
      const since = history
        .changes("add-column", "set-not-null", "drop-default")
        .findLast(({ change }) => change.table.name === table.name && columnOf(change) === column.name);
      yield { of, target, table, column, since: since ?? null };
    }
  }
}

function columnOf(change: { readonly column: string | { readonly name: string } }): string {
  return typeof change.column === "string" ? change.column : change.column.name;
}

/** Nothing fills it but what is given. A domain may have a default of its own: its name is no built-in type's. */
function isRequired({ nullable, default: value, identity, generated, serial, type }: Column): boolean {
  return !nullable && value === null && identity === null && generated === null && !serial && isBuiltIn(type);
}

function isBuiltIn(type: string): boolean {
  return /^(?:"char"|bigint|integer|smallint|text|uuid|boolean|bytea|date|numeric|real|jsonb?|inet|cidr|interval|character|double|time|timestamp)\b/.test(
    type,
  );
}

/** A trigger before the insertion may set what is not given. */
function fillsByTrigger({ triggers }: Table): boolean {
  return triggers.some(
    ({ timing, events }) => /before|instead/i.test(timing) && events.some((each) => /insert/i.test(each)),
  );
}
