import type { Node } from "libpg-query";
import type { Expr, ExprBinary, ExprCall, ExprUnary } from "pgsql-ast-parser";
import { string } from "./names.ts";
import { operator, subquery } from "./nodes.ts";
import type { OperatorKind } from "./nodes.ts";
import type { Reading } from "./reading.ts";

const nots: Readonly<Record<string, "IS_TRUE" | "IS_NOT_TRUE" | "IS_FALSE" | "IS_NOT_FALSE">> = {
  "IS TRUE": "IS_TRUE",
  "IS NOT TRUE": "IS_NOT_TRUE",
  "IS FALSE": "IS_FALSE",
  "IS NOT FALSE": "IS_NOT_FALSE",
};

export function translateUnary(expression: ExprUnary, reading: Reading): Node {
  const { op, operand } = expression;
  const arg = reading.expression(operand);
  if (op === "NOT") return { BoolExpr: { boolop: "NOT_EXPR", args: [arg], ...reading.places.name(expression, "not") } };
  if (op === "IS NULL" || op === "IS NOT NULL") {
    const nulltesttype = op === "IS NULL" ? "IS_NULL" : "IS_NOT_NULL";
    return { NullTest: { arg, nulltesttype, ...reading.places.lastWord(expression, "is", "isnull", "notnull") } };
  }
  const booltesttype = nots[op];
  if (booltesttype) return { BooleanTest: { arg, booltesttype, ...reading.places.lastWord(expression, "is") } };
  return operator("AEXPR_OP", op, undefined, arg, reading.places.start(expression));
}

const names: Readonly<Record<string, readonly [kind: OperatorKind, name: string]>> = {
  "!=": ["AEXPR_OP", "<>"],
  LIKE: ["AEXPR_LIKE", "~~"],
  "NOT LIKE": ["AEXPR_LIKE", "!~~"],
  ILIKE: ["AEXPR_ILIKE", "~~*"],
  "NOT ILIKE": ["AEXPR_ILIKE", "!~~*"],
  IN: ["AEXPR_IN", "="],
  "NOT IN": ["AEXPR_IN", "<>"],
};

export function translateBinary({ op, left, right }: ExprBinary, reading: Reading): Node {
  const lexpr = reading.expression(left);
  if (op === "AND" || op === "OR") {
    const args = [lexpr, reading.expression(right)];
    return { BoolExpr: { boolop: op === "AND" ? "AND_EXPR" : "OR_EXPR", args } };
  }
  if (op === "AT TIME ZONE") {
    const funcname = [string("pg_catalog"), string("timezone")];
    return { FuncCall: { funcname, args: [reading.expression(right), lexpr] } };
  }
  const [kind, name] = names[op] ?? ["AEXPR_OP", op];
  if (kind === "AEXPR_IN") return among(lexpr, name, right, reading);
  if (right.type === "call" && right.args.length === 1 && /^(?:any|some|all)$/.test(right.function.name))
    return withEach(lexpr, name, right, reading);
  return operator(kind, name, lexpr, reading.expression(right));
}

/** `IN (1, 2)`, `IN (SELECT …)`, and `IN $1`, which drivers fill with a list. */
function among(lexpr: Node, name: string, right: Expr, reading: Reading): Node {
  if (right.type === "list")
    return operator("AEXPR_IN", name, lexpr, { List: { items: right.expressions.map(reading.expression) } });
  const rexpr = reading.expression(right);
  if (!("SubLink" in rexpr) || rexpr.SubLink.subLinkType !== "EXPR_SUBLINK" || !rexpr.SubLink.subselect)
    return operator("AEXPR_IN", name, lexpr, rexpr);
  const found = subquery("ANY_SUBLINK", rexpr.SubLink.subselect, {}, { testexpr: lexpr });
  return name === "=" ? found : { BoolExpr: { boolop: "NOT_EXPR", args: [found] } };
}

function withEach(lexpr: Node, name: string, call: ExprCall, reading: Reading): Node {
  const [argument] = call.args;
  const rexpr = argument ? reading.expression(argument) : undefined;
  const isAll = call.function.name === "all";
  if (rexpr && "SubLink" in rexpr && rexpr.SubLink.subLinkType === "EXPR_SUBLINK" && rexpr.SubLink.subselect) {
    const more = { testexpr: lexpr, operName: [string(name)] };
    return subquery(isAll ? "ALL_SUBLINK" : "ANY_SUBLINK", rexpr.SubLink.subselect, reading.places.start(call), more);
  }
  return operator(isAll ? "AEXPR_OP_ALL" : "AEXPR_OP_ANY", name, lexpr, rexpr ?? { A_Const: { isnull: true } });
}
