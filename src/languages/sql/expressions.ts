import type { Node } from "libpg-query";
import type { Expression } from "../../facts/sql-parts.ts";
import { strings, walk } from "./ast.ts";
import type { Range, StatementText } from "./statement-text.ts";

export function expression(tree: Node | undefined, range: Range, statement: StatementText): Expression {
  return {
    text: statement.render(range),
    functions: functions(tree),
    constant: tree !== undefined && isConstant(tree),
  };
}

/** The functions an expression calls, as written and in order: `now`, `extensions.uuid_generate_v4`, `current_timestamp`. */
function functions(tree: unknown): string[] {
  const found: string[] = [];
  walk(tree, (kind, node) => {
    if (kind === "FuncCall") found.push(callName(node.funcname as Node[]));
    else if (kind === "SQLValueFunction")
      found.push(String(node.op).replace("SVFOP_", "").replace(/_N$/, "").toLowerCase());
  });
  return found;
}

function callName(parts: readonly Node[]): string {
  const names = strings(parts);
  return (names[0] === "pg_catalog" ? names.slice(1) : names).join(".");
}

/** The columns an expression names, each once: the last part of each reference. */
export function columns(tree: unknown): string[] {
  const found = new Set<string>();
  walk(tree, (kind, node) => {
    if (kind !== "ColumnRef") return;
    const last = strings(node.fields as Node[]).at(-1);
    if (last !== undefined) found.add(last);
  });
  return [...found];
}

function isConstant(tree: Node): boolean {
  if ("A_Const" in tree) return true;
  if ("TypeCast" in tree) return tree.TypeCast.arg !== undefined && isConstant(tree.TypeCast.arg);
  if ("A_ArrayExpr" in tree) return (tree.A_ArrayExpr.elements ?? []).every(isConstant);
  if ("CollateClause" in tree) return tree.CollateClause.arg !== undefined && isConstant(tree.CollateClause.arg);
  return false;
}
