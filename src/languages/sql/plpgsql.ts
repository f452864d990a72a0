import type { PlPgSqlTree } from "./parser.ts";

/** Questions on the JSON of PostgreSQL's `plpgsql` parser. */

export function queryOf(expression: unknown): string | null {
  const inner = (expression as { PLpgSQL_expr?: { query?: unknown } } | undefined)?.PLpgSQL_expr;
  return typeof inner?.query === "string" ? inner.query : null;
}

/** The name of a variable that a statement holds whole, or by its number among the block's. */
export function variableName(variable: unknown, variables: readonly unknown[]): string | null {
  const node = typeof variable === "number" ? variables[variable] : variable;
  if (node === null || typeof node !== "object") return null;
  const [inner] = Object.values(node as PlPgSqlTree);
  const named = inner as { refname?: unknown; fields?: readonly { name?: unknown }[] } | undefined;
  if (named?.fields?.length === 1 && typeof named.fields[0]?.name === "string") return named.fields[0].name;
  return typeof named?.refname === "string" ? named.refname : null;
}

/** Whether EXIT, CONTINUE or RETURN may leave the statements early. */
export function mayLeave(statements: unknown): boolean {
  if (Array.isArray(statements)) return statements.some(mayLeave);
  if (statements === null || typeof statements !== "object") return false;
  return Object.entries(statements).some(
    ([kind, inner]) => kind === "PLpgSQL_stmt_exit" || kind === "PLpgSQL_stmt_return" || mayLeave(inner),
  );
}
