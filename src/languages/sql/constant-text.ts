import type { Node } from "libpg-query";
import { strings } from "./ast.ts";
import { quoteName } from "./keywords.ts";
import type { Parser } from "./parser.ts";

/**
 * The text that an expression of a DO block is sure to have: literals, known variables, their concatenation, and `format`,
 * `quote_ident` and `quote_literal` of them. Null when part of it is only known when it runs.
 */
export function constantText(expression: string, variables: Variables, parser: Parser): string | null {
  const parsed = parser.parse(`SELECT ${expression}`);
  if ("message" in parsed || !("SelectStmt" in parsed.node)) return null;
  const target = parsed.node.SelectStmt.targetList?.[0];
  return target && "ResTarget" in target && target.ResTarget.val ? evaluate(target.ResTarget.val, variables) : null;
}

/** What variables and fields of records are known to hold, by their name as the code writes it: `name`, `row.name`. */
export type Variables = ReadonlyMap<string, string>;

const none: Variables = new Map();

export function evaluate(node: Node, variables: Variables = none): string | null {
  if ("A_Const" in node)
    return node.A_Const.sval
      ? (node.A_Const.sval.sval ?? "")
      : node.A_Const.ival
        ? String(node.A_Const.ival.ival ?? 0)
        : null;
  if ("TypeCast" in node) return node.TypeCast.arg ? evaluate(node.TypeCast.arg, variables) : null;
  if ("ColumnRef" in node) return variables.get(strings(node.ColumnRef.fields).join(".")) ?? null;
  if ("A_Expr" in node) {
    if (strings(node.A_Expr.name)[0] !== "||" || !node.A_Expr.lexpr || !node.A_Expr.rexpr) return null;
    const left = evaluate(node.A_Expr.lexpr, variables);
    const right = left === null ? null : evaluate(node.A_Expr.rexpr, variables);
    return left === null || right === null ? null : left + right;
  }
  if (!("FuncCall" in node)) return null;
  const values = (node.FuncCall.args ?? []).map((argument) => evaluate(argument, variables));
  if (values.some((value) => value === null)) return null;
  return call(strings(node.FuncCall.funcname).at(-1) ?? "", values as string[]);
}

function call(name: string, [first, ...rest]: readonly string[]): string | null {
  if (first === undefined) return null;
  if (name === "quote_ident") return quoteName(first);
  if (name === "quote_literal") return quoteLiteral(first);
  return name === "format" ? format(first, rest) : null;
}

function format(pattern: string, values: readonly string[]): string | null {
  let next = 0;
  let known = true;
  const text = pattern.replace(/%(?:(\d+)\$)?([sIL%])/g, (_whole, position: string | undefined, kind: string) => {
    if (kind === "%") return "%";
    const value = values[position === undefined ? next++ : Number(position) - 1];
    if (value === undefined) known = false;
    return value === undefined ? "" : kind === "I" ? quoteName(value) : kind === "L" ? quoteLiteral(value) : value;
  });
  return known ? text : null;
}

function quoteLiteral(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}
