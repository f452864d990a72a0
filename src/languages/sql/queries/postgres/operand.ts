import type { A_Const, Node } from "libpg-query";
import type { ColumnName, Predicate } from "../../../../facts/queries.ts";
import type { Block } from "./block.ts";
import { columnsIn, holdsQuery, plainColumn } from "./columns.ts";
import { span } from "./spans.ts";

/** One side of a comparison. */
export interface Operand {
  readonly node: Node | undefined;
  readonly kind: "value" | "column" | "block" | "expression";
  readonly column: ColumnName | null;
  readonly columns: readonly ColumnName[];
  readonly constant?: string | number | boolean;
}

export function operand(node: Node | undefined, block: Block): Operand {
  const column = plainColumn(node, block);
  if (column) return { node, kind: "column", column, columns: [column] };
  const columns = columnsIn(node, block);
  if (isValue(node)) {
    const constant = constantOf(node, block);
    return { node, kind: "value", column: null, columns, ...(constant !== undefined && { constant }) };
  }
  return { node, kind: columns.length === 0 && holdsQuery(node) ? "block" : "expression", column: null, columns };
}

/** A constant, a parameter, a cast of one, or a list of them. */
export function isValue(node: Node | undefined): boolean {
  if (!node) return false;
  if ("A_Const" in node || "ParamRef" in node || "SetToDefault" in node) return true;
  if ("TypeCast" in node) return isValue(node.TypeCast.arg);
  if ("CollateClause" in node) return isValue(node.CollateClause.arg);
  if ("List" in node) return (node.List.items ?? []).every(isValue);
  if ("A_ArrayExpr" in node) return (node.A_ArrayExpr.elements ?? []).every(isValue);
  if ("RowExpr" in node) return (node.RowExpr.args ?? []).every(isValue);
  // `-1` is an operator and a number.
  return "A_Expr" in node && node.A_Expr.lexpr === undefined && isValue(node.A_Expr.rexpr);
}

/** What a constant is; undefined for a parameter, NULL, a list, and what a hole is a part of. */
export function constantOf(node: Node | undefined, block: Block): Predicate["constant"] {
  if (!node) return undefined;
  if ("TypeCast" in node) return constantOf(node.TypeCast.arg, block);
  if ("A_Expr" in node) {
    const value = node.A_Expr.lexpr ? undefined : constantOf(node.A_Expr.rexpr, block);
    return typeof value === "number" ? -value : undefined;
  }
  if (!("A_Const" in node) || block.isHole(span(node, block.statement))) return undefined;
  return literal(node.A_Const);
}

export function literal({ isnull, ival, fval, sval, boolval }: A_Const): Predicate["constant"] {
  if (isnull) return undefined;
  if (ival) return ival.ival ?? 0;
  if (fval) return Number(fval.fval);
  if (boolval) return boolval.boolval ?? false;
  return sval ? (sval.sval ?? "") : undefined;
}
