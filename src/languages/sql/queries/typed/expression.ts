import type { A_Const, Node } from "libpg-query";
import type { Expr, PGNode } from "pgsql-ast-parser";
import { translateCall } from "./call.ts";
import { translateCast } from "./cast.ts";
import { string, translateReference } from "./names.ts";
import { operator, subquery } from "./nodes.ts";
import { translateBinary, translateUnary } from "./operators.ts";
import type { Reading } from "./reading.ts";

/** An expression as PostgreSQL's parser would give it. */
export function translateExpression(expression: Expr, reading: Reading): Node {
  const inner = reading.expression;
  const all = (list: readonly Expr[]): Node[] => list.map(reading.expression);
  const constant = (value: A_Const): Node => ({ A_Const: { ...value, ...reading.places.last(expression) } });
  switch (expression.type) {
    case "ref":
      return translateReference(expression, reading);
    case "parameter":
      return { ParamRef: { number: Number(expression.name.slice(1)) || 0, ...reading.places.start(expression) } };
    case "null":
      return constant({ isnull: true });
    case "integer":
      return { A_Const: { ival: { ival: expression.value }, ...reading.places.number(expression) } };
    case "numeric":
      return { A_Const: { fval: { fval: String(expression.value) }, ...reading.places.number(expression) } };
    case "boolean":
      return constant({ boolval: { boolval: expression.value } });
    case "string":
      return constant({ sval: { sval: expression.value } });
    case "constant":
      return translateCast(
        constant({ sval: { sval: String(expression.value) } }),
        expression.dataType,
        expression,
        reading,
      );
    case "default":
      return { SetToDefault: reading.places.start(expression) };
    case "keyword":
      return {
        SQLValueFunction: {
          op: `SVFOP_${expression.keyword.toUpperCase()}` as "SVFOP_USER",
          ...reading.places.start(expression),
        },
      };
    case "list":
      return { RowExpr: { args: all(expression.expressions), ...reading.places.parenthesis(expression) } };
    case "array":
      return { A_ArrayExpr: { elements: all(expression.expressions), ...reading.places.start(expression) } };
    case "array select":
      return subquery("ARRAY_SUBLINK", reading.query(expression.select), reading.places.start(expression));
    case "arrayIndex":
      return {
        A_Indirection: {
          arg: inner(expression.array),
          indirection: [{ A_Indices: { uidx: inner(expression.index) } }],
        },
      };
    case "member": {
      const { member } = expression;
      const value: A_Const = typeof member === "number" ? { ival: { ival: member } } : { sval: { sval: member } };
      return operator("AEXPR_OP", expression.op, inner(expression.operand), constant(value));
    }
    case "cast":
      return translateCast(inner(expression.operand), expression.to, expression, reading);
    case "unary":
      return translateUnary(expression, reading);
    case "binary":
      return translateBinary(expression, reading);
    case "ternary": {
      const kind = expression.op === "BETWEEN" ? "AEXPR_BETWEEN" : "AEXPR_NOT_BETWEEN";
      const items = all([expression.lo, expression.hi]);
      return operator(kind, expression.op, inner(expression.value), { List: { items } });
    }
    case "case": {
      const { value, whens, else: otherwise } = expression;
      const args = whens.map((each) => ({ CaseWhen: { expr: inner(each.when), result: inner(each.value) } }));
      return {
        CaseExpr: {
          args,
          ...(value && { arg: inner(value) }),
          ...(otherwise && { defresult: inner(otherwise) }),
          ...reading.places.name(expression, "case"),
        },
      };
    }
    case "extract":
      return named("extract", [string(expression.field.name), inner(expression.from)], expression, reading);
    case "substring":
    case "overlay": {
      const { value, from, for: length } = expression;
      const placing = expression.type === "overlay" ? expression.placing : null;
      const args = [value, placing, from, length].flatMap((each) => (each ? [inner(each)] : []));
      return named(expression.type, args, expression, reading);
    }
    case "call":
      return translateCall(expression, reading);
    default:
      return subquery("EXPR_SUBLINK", reading.query(expression), reading.places.parenthesis(expression));
  }
}

function named(name: string, args: readonly Node[], node: PGNode, reading: Reading): Node {
  return {
    FuncCall: { funcname: [string("pg_catalog"), string(name)], args: [...args], ...reading.places.name(node, name) },
  };
}
