import type { Node } from "libpg-query";
import type { Expr, Statement } from "pgsql-ast-parser";
import type { Places } from "./places.ts";

/** A tree while it is translated: queries stand in expressions, and expressions in queries. */
export interface Reading {
  readonly places: Places;
  expression(expression: Expr): Node;
  /** A query inside another, of which there is always a node. */
  query(statement: Statement): Node;
}
