import type { Node, ResTarget } from "libpg-query";
import { strings } from "../../ast.ts";
import type { Block } from "./block.ts";
import { useColumns } from "./columns.ts";
import { nameRange } from "./spans.ts";

/** The select list or RETURNING: the columns it names, its stars, and the names of what it gives. */
export function readOutputs(nodes: readonly Node[] | undefined, use: "read" | "return", block: Block): void {
  const outputs: (string | null)[] = [];
  for (const target of targets(nodes)) {
    const { val } = target;
    if (!val) continue;
    if ("ColumnRef" in val && (val.ColumnRef.fields ?? []).some((field) => "A_Star" in field)) {
      const at = block.statement.place(nameRange(val.ColumnRef.location, block.statement));
      block.draft.stars.push({ qualifier: strings(val.ColumnRef.fields).at(-1) ?? null, at });
    } else {
      useColumns(val, use, block);
      outputs.push(outputName(target));
    }
  }
  block.draft.outputs = block.draft.stars.length > 0 ? null : outputs;
}

export function targets(nodes: readonly Node[] | undefined): ResTarget[] {
  return (nodes ?? []).flatMap((node) => ("ResTarget" in node ? [node.ResTarget] : []));
}

export function outputName({ name, val }: ResTarget): string | null {
  return name ?? (val ? figured(val) : null);
}

/** The name PostgreSQL gives a column of a result that has none: FigureColname in parse_target.c. */
function figured(node: Node): string | null {
  if ("ColumnRef" in node) return strings(node.ColumnRef.fields).at(-1) ?? null;
  if ("A_Indirection" in node)
    return (
      strings(node.A_Indirection.indirection).at(-1) ??
      (node.A_Indirection.arg ? figured(node.A_Indirection.arg) : null)
    );
  if ("FuncCall" in node) return strings(node.FuncCall.funcname).at(-1) ?? null;
  if ("TypeCast" in node) {
    const { arg, typeName } = node.TypeCast;
    return (arg && figured(arg)) ?? strings(typeName?.names).at(-1) ?? null;
  }
  if ("CollateClause" in node) return node.CollateClause.arg ? figured(node.CollateClause.arg) : null;
  if ("CaseExpr" in node) return (node.CaseExpr.defresult && figured(node.CaseExpr.defresult)) ?? "case";
  if ("SQLValueFunction" in node)
    return (node.SQLValueFunction.op ?? "").replace("SVFOP_", "").replace(/_N$/, "").toLowerCase();
  if ("MinMaxExpr" in node) return node.MinMaxExpr.op === "IS_GREATEST" ? "greatest" : "least";
  if ("A_Expr" in node) return node.A_Expr.kind === "AEXPR_NULLIF" ? "nullif" : null;
  if ("SubLink" in node) {
    const { subLinkType, subselect } = node.SubLink;
    if (subLinkType === "EXISTS_SUBLINK") return "exists";
    if (subLinkType === "ARRAY_SUBLINK") return "array";
    const first = subselect && "SelectStmt" in subselect ? targets(subselect.SelectStmt.targetList)[0] : undefined;
    return subLinkType === "EXPR_SUBLINK" && first ? outputName(first) : null;
  }
  return ownNames[Object.keys(node)[0] ?? ""] ?? null;
}

const ownNames: Readonly<Record<string, string>> = {
  A_ArrayExpr: "array",
  RowExpr: "row",
  CoalesceExpr: "coalesce",
  GroupingFunc: "grouping",
  JsonObjectConstructor: "json_object",
  JsonArrayConstructor: "json_array",
  JsonObjectAgg: "json_objectagg",
  JsonArrayAgg: "json_arrayagg",
};
