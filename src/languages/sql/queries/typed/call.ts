import type { Node } from "libpg-query";
import type { ExprCall } from "pgsql-ast-parser";
import { string } from "./names.ts";
import { operator, subquery } from "./nodes.ts";
import { translateOrder } from "./order.ts";
import type { Reading } from "./reading.ts";

/** Functions, and what is written like one and has a node of its own. */
export function translateCall(call: ExprCall, reading: Reading): Node {
  const { name, schema } = call.function;
  const stars = call.args.filter((each) => each.type === "ref" && each.name === "*" && !each.table);
  const args = stars.length > 0 ? [] : call.args.map(reading.expression);
  const at = reading.places.start(call.function);
  const [first, second] = args;
  if (schema === undefined && first) {
    if (name === "coalesce") return { CoalesceExpr: { args, ...at } };
    if (name === "greatest" || name === "least")
      return { MinMaxExpr: { op: name === "greatest" ? "IS_GREATEST" : "IS_LEAST", args, ...at } };
    if (name === "row") return { RowExpr: { args, ...at } };
    if (name === "nullif" && second) return operator("AEXPR_NULLIF", "=", first, second, at);
    if (name === "exists" && "SubLink" in first && first.SubLink.subselect)
      return subquery("EXISTS_SUBLINK", first.SubLink.subselect, at);
  }
  const { distinct, orderBy, filter, withinGroup, over } = call;
  return {
    FuncCall: {
      funcname: [...(schema === undefined ? [] : [string(schema)]), string(name)],
      ...(args.length > 0 && { args }),
      ...(stars.length > 0 && { agg_star: true }),
      ...(distinct === "distinct" && { agg_distinct: true }),
      ...(filter && { agg_filter: reading.expression(filter) }),
      ...((orderBy || withinGroup) && {
        agg_order: translateOrder([...(orderBy ?? []), ...(withinGroup ? [withinGroup] : [])], reading),
      }),
      ...(over && {
        over: {
          partitionClause: (over.partitionBy ?? []).map(reading.expression),
          orderClause: translateOrder(over.orderBy ?? [], reading),
        },
      }),
      ...at,
    },
  };
}
