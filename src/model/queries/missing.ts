import type { ColumnUse, Query, QuerySource } from "../../facts/queries.ts";
import type { Project } from "../project.ts";
import type { FoldedChange, History, Table } from "../schema.ts";
import { madeInCode } from "./made-in-code.ts";
import { relationOf } from "./relations.ts";
import { resolveColumn } from "./resolve.ts";
import { type SchemaQuery, certainQueries } from "./schema-queries.ts";
import { tablesOf } from "./tables.ts";

/** A table or column that a query names, and that its schema does not have. */
export type Missing = MissingTable | MissingColumn;

interface MissingName {
  readonly of: SchemaQuery;
  readonly query: Query;
  /** The change of a migration that took it away; null where none ever made it, as far as is known. */
  readonly gone: FoldedChange | null;
}

interface MissingTable extends MissingName {
  readonly kind: "table";
  readonly source: QuerySource;
  /** With its schema where one is written. */
  readonly name: string;
}

interface MissingColumn extends MissingName {
  readonly kind: "column";
  readonly use: ColumnUse;
  /** The tables it was looked for in. */
  readonly tables: readonly [Table, ...Table[]];
}

const known = new WeakMap<Project, readonly Missing[]>();

/** Every name that PostgreSQL would not find, by file and place. */
export function missingNames(project: Project): readonly Missing[] {
  let missing = known.get(project);
  if (!missing) {
    const made = new Set([...madeInCode(project), ...madeAnywhere(project)]);
    known.set(
      project,
      (missing = certainQueries(project).flatMap((of) => [...missingTables(of, made), ...missingColumns(of)])),
    );
  }
  return missing;
}

/** What any history of the project makes: one of several on the same database, or old ones that were put away. */
function madeAnywhere({ histories }: Project): readonly string[] {
  const names = (history: History) => history.changes("create-table").map(({ change }) => change.table.name);
  return histories.length > 1 ? histories.flatMap(names) : [];
}

function* missingTables(of: SchemaQuery, made: ReadonlySet<string>): Generator<MissingTable> {
  const { query, schema, history } = of;
  for (const source of tablesOf(query)) {
    const bare = source.name ?? "";
    if (relationOf(source, schema).is !== "missing" || made.has(bare)) continue;
    const name = source.schema === null ? bare : `${source.schema}.${bare}`;
    const gone = lastOf(history, ["drop-table", "rename-table"], (change) => change.table.name === bare);
    yield { kind: "table", of, query, source, name, gone };
  }
}

function* missingColumns(of: SchemaQuery): Generator<MissingColumn> {
  const { query, schema, history } = of;
  for (const block of query.blocks) {
    for (const use of block.columns) {
      const resolved = resolveColumn(query, block, use, schema);
      const [table, ...others] = resolved.is === "missing" ? resolved.tables : [];
      if (!table) continue;
      const names = new Set([table, ...others].map(({ name }) => name));
      const gone = lastOf(
        history,
        ["drop-column", "rename-column"],
        (change) => names.has(change.table.name) && change.column === use.name,
      );
      yield { kind: "column", of, query, use, tables: [table, ...others], gone };
    }
  }
}

type Going = "drop-table" | "rename-table" | "drop-column" | "rename-column";
type Change<K extends Going> = Extract<FoldedChange["change"], { readonly kind: K }>;

function lastOf<const K extends Going>(
  history: History,
  kinds: readonly K[],
  is: (change: Change<K>) => boolean,
): FoldedChange | null {
  return history.changes(...kinds).findLast(({ change }) => is(change as Change<K>)) ?? null;
}
