import type { Query, QuerySource } from "../../facts/queries.ts";

/** Every table a query names, in all its blocks, in order of writing. */
export function tablesOf(query: Query): readonly QuerySource[] {
  return query.blocks.flatMap((block) => block.sources.filter((source) => source.kind === "table"));
}
