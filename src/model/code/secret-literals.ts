import type { ts } from "ts-morph";
import type { TextPlace } from "../../findings/place.ts";
import type { CodeFileView } from "../../rule/code-visitor.ts";

export type Literal = ts.StringLiteral | ts.NoSubstitutionTemplateLiteral;

/** Without the quotes: the mask covers the secret and leaves the code readable. */
export function insideQuotes(literal: Literal, context: CodeFileView): TextPlace {
  const { file, start, end } = context.at(literal);
  return { file, start: start + 1, end: end - 1 };
}

/** The text an expression is, behind `as` and parentheses. */
export function literalOf(expression: ts.Expression, { ts }: CodeFileView): Literal | null {
  const inner =
    ts.isAsExpression(expression) || ts.isParenthesizedExpression(expression) ? expression.expression : expression;
  return ts.isStringLiteral(inner) || ts.isNoSubstitutionTemplateLiteral(inner) ? inner : null;
}

/** Files that run, or are built into what runs, on a server. */
export function isChecked({ role }: CodeFileView): boolean {
  return role === "server" || role === "script" || role === "migration" || role === "config";
}
