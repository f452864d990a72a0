import type { Node, SelectStmt } from "libpg-query";
import type { LimitStatement, OrderByStatement } from "pgsql-ast-parser";
import type { Reading } from "./reading.ts";

export function translateOrder(keys: readonly OrderByStatement[], reading: Reading): Node[] {
  return keys.map(({ by, order, nulls }) => ({
    SortBy: {
      node: reading.expression(by),
      sortby_dir: order === "DESC" ? "SORTBY_DESC" : order === "ASC" ? "SORTBY_ASC" : "SORTBY_DEFAULT",
      sortby_nulls:
        nulls === "FIRST" ? "SORTBY_NULLS_FIRST" : nulls === "LAST" ? "SORTBY_NULLS_LAST" : "SORTBY_NULLS_DEFAULT",
    },
  }));
}

export function translateBounds(bounds: LimitStatement | null | undefined, reading: Reading): SelectStmt {
  const { limit, offset } = bounds ?? {};
  return {
    ...(limit && { limitCount: reading.expression(limit) }),
    ...(offset && { limitOffset: reading.expression(offset) }),
  };
}
