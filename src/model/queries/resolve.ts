import type { ColumnName, ColumnUse, Query, QueryBlock, QuerySource } from "../../facts/queries.ts";
import type { Column, Schema, Table } from "../schema.ts";
import { relationOf } from "./relations.ts";

/** What a column's name stands for, by PostgreSQL's rules of scope (manual, section 7.2.1 and the page of SELECT). */
export type Resolved =
  | { readonly is: "column"; readonly column: Column; readonly table: Table; readonly source: QuerySource }
  /** A name that PostgreSQL looks for in these tables and would not find. */
  | { readonly is: "missing"; readonly tables: readonly Table[] }
  /** A column of a derived table or a view, a whole row, a system column, or what the source does not tell. */
  | { readonly is: "unknown" };

/** A name, and where it is known, what it is used for and where it stands. */
type Named = ColumnName & Partial<Pick<ColumnUse, "use" | "at">>;

/** What a name is looked for in at once: the sources of a block, as far as they are seen from where it stands. */
type Scope = Pick<QueryBlock, "sources" | "outputs" | "predicates">;

const unknown: Resolved = { is: "unknown" };

/** Every table has them (manual, section 5.6). */
const SYSTEM_COLUMNS = new Set(["ctid", "xmin", "xmax", "cmin", "cmax", "tableoid", "oid"]);

/** Resolves a name that a block uses: in its own sources first, then in those of the blocks around it that it sees. */
export function resolveColumn(query: Query, at: QueryBlock, column: Named, schema: Schema): Resolved {
  if (SYSTEM_COLUMNS.has(column.name)) return unknown;
  const looked: Table[] = [];
  for (const scope of visibleFrom(query, at, column)) {
    const answer =
      column.qualifier === null
        ? unqualified(query, scope, column, schema, looked)
        : qualified(scope, column.qualifier, column.name, schema, query);
    if (answer) return answer;
  }
  // A qualifier that is nobody's name may be a composite column; a name without any table to look in tells nothing.
  return column.qualifier === null && looked.length > 0 ? { is: "missing", tables: looked } : unknown;
}

/** The block itself, and each one around it whose sources it sees. */
function* visibleFrom(query: Query, at: QueryBlock, { use }: Named): Generator<Scope> {
  yield at;
  // What is written to is a column of the target and nothing else.
  if (use === "write" || use === "conflict") return;
  let block = at;
  while (block.parent >= 0) {
    const parent = query.blocks[block.parent];
    if (!parent) return;
    if (block.role === "expression") yield parent;
    else if (block.role === "lateral") yield { ...parent, sources: sourcesBefore(query.blocks.indexOf(block), parent) };
    block = parent;
  }
}

/** LATERAL sees what stands before it in FROM, not itself nor what follows (manual, section 7.2.1.5). */
function sourcesBefore(lateral: number, { sources }: QueryBlock): readonly QuerySource[] {
  const at = sources.findIndex(({ block }) => block === lateral);
  return at < 0 ? sources : sources.slice(0, at);
}

function qualified(block: Scope, qualifier: string, name: string, schema: Schema, query: Query): Resolved | undefined {
  // ON CONFLICT DO UPDATE names the row that was refused `excluded`; RETURNING knows `old` and `new` (PostgreSQL 18).
  const [target] = block.sources;
  const isTarget = target?.join === "target" && /^(?:excluded|old|new)$/.test(qualifier);
  const source =
    block.sources.find((each) => each.alias === qualifier) ??
    block.sources.find((each) => each.alias === each.name && `${each.schema}.${each.name}` === qualifier) ??
    (isTarget ? target : undefined);
  if (!source) return undefined;
  return inSource(query, source, name, schema) ?? unknown;
}

function unqualified(
  query: Query,
  block: Scope,
  { name, use, at }: Named,
  schema: Schema,
  looked: Table[],
): Resolved | undefined {
  const sources = use === "write" || use === "conflict" ? block.sources.slice(0, 1) : block.sources;
  const answers = sources.map((source) => inSource(query, source, name, schema));
  if (use === "join" && answers.filter((answer) => answer && answer.is !== "missing").length < 2 && isUsing(block, at))
    return { is: "missing", tables: answers.flatMap((answer) => (answer?.is === "missing" ? answer.tables : [])) };
  const found = answers.find((answer) => answer?.is === "column");
  if (found) return found;
  if (answers.some((answer) => answer?.is === "unknown")) return unknown;
  // `SELECT u FROM users u`: the whole row. `ORDER BY total`: the name of an output.
  if (use !== "write" && block.sources.some((source) => source.alias === name)) return unknown;
  if ((use === "order" || use === "group") && (block.outputs === null || block.outputs.includes(name))) return unknown;
  for (const answer of answers) if (answer?.is === "missing") looked.push(...answer.tables);
  return undefined;
}

/** A name in USING is a column of both sides. It is compared with itself. */
function isUsing({ predicates }: Scope, at: ColumnUse["at"] | undefined): boolean {
  return predicates.some(
    ({ at: place, on, column, other }) =>
      place.start === at?.start &&
      on === "join" &&
      column?.qualifier === null &&
      column.name === other?.name &&
      other.qualifier === null,
  );
}

/** A column of one source; undefined when the source is known and has none of that name, as a derived table may be. */
function inSource(query: Query, source: QuerySource, name: string, schema: Schema): Resolved | undefined {
  if (source.renamed) return source.renamed.includes(name) ? unknown : unknownUnlessTable(source);
  if (source.kind === "other") return unknown;
  if (source.kind === "block") {
    const outputs = outputsOf(query, source.block);
    return outputs === null || outputs.includes(name) ? unknown : undefined;
  }
  const relation = relationOf(source, schema);
  if (relation.is !== "table") return unknown;
  const { table } = relation;
  const column = table.column(name);
  if (column) return { is: "column", column, table, source };
  return table.columnsKnown && table.inherits.length === 0 ? { is: "missing", tables: [table] } : unknown;
}

function unknownUnlessTable(source: QuerySource): Resolved | undefined {
  return source.kind === "table" ? unknown : undefined;
}

/** A UNION's names are those of its first side; a query that writes gives what RETURNING says. */
function outputsOf(query: Query, index: number): QueryBlock["outputs"] {
  return query.blocks[index]?.outputs ?? null;
}
