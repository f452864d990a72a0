import type { ColumnUse, Query, QueryBlock, QuerySource } from "../../facts/queries.ts";
import { relationOf } from "../queries/relations.ts";
import { resolveColumn } from "../queries/resolve.ts";
import type { SchemaQuery } from "../queries/schema-queries.ts";
import type { Schema, Table, View } from "../schema.ts";
import { isWordOf } from "./columns-named.ts";

/** What one query does with one table. */
export interface TableUse {
  readonly query: Query;
  readonly table: Table;
  /** What is done to it where it is named first. */
  readonly kind: QueryBlock["kind"];
  /** The view it is asked through; null when it is named itself. */
  readonly through: View | null;
  /** The columns it names, with what they are named for, in order of writing. */
  readonly columns: ReadonlyMap<string, ReadonlySet<ColumnUse["use"]>>;
  /** It reads all columns, by a `*`. */
  readonly all: boolean;
}

interface Use extends TableUse {
  readonly columns: Map<string, Set<ColumnUse["use"]>>;
  all: boolean;
}

/** The tables a query touches, in order of writing, those behind views after them. */
export function tableUses({ query, schema }: SchemaQuery): readonly TableUse[] {
  const uses = new Map<string, Use>();
  for (const block of query.blocks)
    for (const source of block.sources)
      for (const use of usesOf(query, block, source, schema))
        if (!uses.has(use.table.path)) uses.set(use.table.path, use);
  for (const block of query.blocks) {
    for (const column of block.columns) {
      const resolved = resolveColumn(query, block, column, schema);
      if (resolved.is !== "column") continue;
      const columns = uses.get(resolved.table.path)?.columns;
      const named = columns?.get(resolved.column.name);
      if (named) named.add(column.use);
      else columns?.set(resolved.column.name, new Set([column.use]));
    }
    for (const { qualifier } of block.stars)
      for (const source of starred(block, qualifier)) {
        const relation = relationOf(source, schema);
        const use = relation.is === "table" ? uses.get(relation.table.path) : undefined;
        if (use) use.all = true;
      }
  }
  return [...uses.values()];
}

function starred({ sources }: QueryBlock, qualifier: string | null): readonly QuerySource[] {
  return sources.filter(({ kind, alias }) => kind === "table" && (qualifier === null || alias === qualifier));
}

function usesOf(query: Query, block: QueryBlock, source: QuerySource, schema: Schema): readonly Use[] {
  if (source.kind !== "table") return [];
  const relation = relationOf(source, schema);
  // What stands in FROM or USING of an UPDATE, DELETE or MERGE is read.
  const kind = source.join === "target" ? block.kind : "select";
  const use = (table: Table, through: View | null): Use => ({
    query,
    table,
    kind,
    through,
    columns: new Map(),
    all: false,
  });
  if (relation.is === "table") return [use(relation.table, null)];
  return relation.is === "view" ? tablesBehind(relation.view, schema).map((table) => use(table, relation.view)) : [];
}

/** The tables a view reads, those of the views it reads included. */
export function tablesBehind(view: View, schema: Schema): readonly Table[] {
  const tables = new Set<Table>();
  const views = new Set([view]);
  for (const { relations } of views) {
    for (const name of relations) {
      const relation = relationOf(name, schema);
      if (relation.is === "table") tables.add(relation.table);
      else if (relation.is === "view") views.add(relation.view);
    }
  }
  return [...tables];
}

/** Whether a use touches a column; through a view it does when the view's own text names the column, or all of them. */
export function touchesColumn({ all, columns, through }: TableUse, column: string): boolean {
  if (through) return through.query.includes("*") || isWordOf(column, through.query);
  return all || columns.has(column);
}
