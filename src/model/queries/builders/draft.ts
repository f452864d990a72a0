import type { Entity, EntityColumn } from "../../../facts/entities.ts";
import type { ColumnName, ColumnUse, Predicate, Query, QueryBlock, QuerySource } from "../../../facts/queries.ts";
import type { TextPlace } from "../../../findings/place.ts";
import type { Call } from "../../code/calls/linked.ts";

type Open<Block> = {
  -readonly [Key in keyof Block]: Block[Key] extends readonly (infer Item)[] ? Item[] : Block[Key];
};

/** A block while its calls are read. */
export type BlockDraft = Omit<Open<QueryBlock>, "written" | "conflict" | "outputs"> & {
  written: QueryBlock["written"];
  conflict: QueryBlock["conflict"];
  outputs: QueryBlock["outputs"];
};

/** A query while the calls of a builder are read into it. */
export class QueryDraft {
  readonly blocks: BlockDraft[] = [];
  complete = true;

  block(kind: QueryBlock["kind"], at: TextPlace, role: QueryBlock["role"] = "main", parent = -1): BlockDraft {
    const block: BlockDraft = {
      kind,
      parent,
      role,
      sources: [],
      columns: [],
      predicates: [],
      filtered: false,
      stars: [],
      outputs: [],
      single: false,
      grouped: false,
      order: [],
      limit: null,
      offset: null,
      written: null,
      conflict: null,
      at,
    };
    this.blocks.push(block);
    return block;
  }

  indexOf(block: BlockDraft): number {
    return this.blocks.indexOf(block);
  }

  /** Adds an entity's table to a block. One whose name is not known is there without a name. */
  source(
    block: BlockDraft,
    entity: Entity,
    join: QuerySource["join"],
    at: TextPlace,
    alias: string | null = null,
  ): QuerySource {
    if (!entity.table) this.complete = false;
    const source: QuerySource = {
      kind: entity.table ? "table" : "other",
      schema: entity.table?.schema ?? null,
      name: entity.table?.name ?? null,
      alias: alias ?? entity.table?.name ?? null,
      block: -1,
      renamed: null,
      join,
      at,
    };
    block.sources.push(source);
    return source;
  }

  /** Every column of an entity, as a library that names them all does. */
  allColumns(
    block: BlockDraft,
    entity: Entity,
    qualifier: string | null,
    use: "read" | "return",
    at: TextPlace,
    columns: readonly EntityColumn[] = entity.columns,
  ): void {
    if (!entity.complete) this.complete = false;
    for (const { name } of columns) {
      if (name === null) this.complete = false;
      else {
        block.columns.push({ qualifier, name, use, at });
        if (block.outputs) block.outputs = [...block.outputs, name];
      }
    }
  }

  finish(source: string, call: Call, at: TextPlace): Query {
    return {
      file: call.file,
      at,
      anchor: call.anchor,
      within: at,
      source,
      text: null,
      kind: this.blocks[0]?.kind ?? "unknown",
      blocks: this.blocks,
      complete: this.complete,
      unread: null,
    };
  }
}

/** A comparison with what most of them have. */
export function predicate(
  given: Pick<Predicate, "column" | "operator" | "against" | "must" | "on" | "at"> & Partial<Predicate>,
): Predicate {
  return { expression: null, columns: given.column ? [given.column] : [], other: null, ...given };
}

/** A column a comparison or an order names, also as one the block names. */
export function use(block: BlockDraft, { qualifier, name }: ColumnName, as: ColumnUse["use"], at: TextPlace): void {
  block.columns.push({ qualifier, name, use: as, at });
}
