import type { Node } from "libpg-query";
import type { ColumnUse, QueryBlock } from "../../../../facts/queries.ts";
import type { TextPlace } from "../../../../findings/place.ts";
import type { Range, StatementText } from "../../statement-text.ts";

/** A block while it is being read. */
export type Draft = {
  -readonly [Key in keyof QueryBlock]: QueryBlock[Key] extends readonly (infer Item)[] ? Item[] : QueryBlock[Key];
};

/** The names that a WITH gives its queries, each with the index of its block; -1 for one that is read later. */
export type WithNames = ReadonlyMap<string, { block: number }>;

/** The block that is being read, and what it takes to read it. */
export interface Block {
  readonly draft: Draft;
  readonly index: number;
  readonly names: WithNames;
  readonly statement: StatementText;
  /** Whether a part of the text stands for something the source does not tell. */
  isHole(range: Range): boolean;
  /** Where the first such part between two offsets begins; null without one. */
  holeFrom(start: number, end: number): number | null;
  /** Reads a query inside this one; answers its index. */
  inner(query: Node, role: QueryBlock["role"]): number;
  placeOf(index: number): TextPlace;
  outputsOf(index: number): QueryBlock["outputs"];
}

export function emptyDraft(kind: Draft["kind"], parent: number, role: Draft["role"], at: Draft["at"]): Draft {
  return {
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
}

export function addColumn(
  block: Block,
  name: string,
  qualifier: string | null,
  use: ColumnUse["use"],
  at: Range,
): void {
  if (!block.isHole(at)) block.draft.columns.push({ name, qualifier, use, at: block.statement.place(at) });
}
