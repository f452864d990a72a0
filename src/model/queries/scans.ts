import type { QuerySource } from "../../facts/queries.ts";
import type { TableAccess } from "./access.ts";
import { indexServing } from "./served.ts";

/**
 * The tables of a query that PostgreSQL has to read as a whole. One is found by an index either with values, or with the
 * columns of a table that was found before: of two that only lead to each other, one must be read first.
 */
export function scansOf(accesses: readonly TableAccess[]): readonly TableAccess[] {
  const own = new Map<QuerySource, TableAccess>(accesses.map((access) => [access.source, access]));
  const found = new Set<QuerySource>();
  let left = accesses;
  for (let before = -1; before !== left.length;) {
    before = left.length;
    left = left.filter((access) => {
      // What another block reads is known when this one is asked, once for each of its rows.
      const known = (source: QuerySource) => found.has(source) || own.get(source)?.block !== access.block;
      const served = indexServing(access, ({ against, with: other }) =>
        against === "column" ? other !== null && known(other) : true,
      );
      if (served) found.add(access.source);
      return !served;
    });
  }
  return left;
}
