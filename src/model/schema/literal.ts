import type { Expression } from "../../facts/sql-parts.ts";

/** The text of a default that is a string constant: `draft` of `'draft'::text`; null for every other default. */
export function literalText(expression: Expression | null): string | null {
  if (expression === null) return null;
  const match = /^\(?'((?:[^']|'')*)'\)?(?:::[\w\s."()]+)?$/.exec(expression.text.trim());
  return match === null ? null : (match[1] as string).replaceAll("''", "'");
}

/** As it is written in SQL. */
export function quoteLiteral(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
