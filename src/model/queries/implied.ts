import { comparableExpression } from "../schema/comparable-expression.ts";
import { quoteIdentifier } from "../schema/identifiers.ts";
import type { Condition } from "./access.ts";

/** Operators that no null meets: where one of them holds, the column is not null. */
const STRICT = /^(?:=|<>|<|<=|>|>=|between|in|not in|like|ilike|not like|is true|is false|is not null|@>)$/;

/**
 * Whether the conditions of a query say what the predicate of a partial index says, so that PostgreSQL may use it: conjunct
 * by conjunct and word by word, as the planner does for what it can prove (manual, section 11.8). A parameter proves nothing.
 */
export function implies(conditions: readonly Condition[], predicate: string): boolean {
  const said = new Set(conditions.flatMap(wordings).map(comparableExpression));
  return conjuncts(predicate).every((each) => said.has(comparableExpression(each)));
}

/** The ways in which a predicate may say what a condition says, and what follows from it. */
function wordings({ key: bare, column, operator, predicate }: Condition): string[] {
  const key = column ? quoteIdentifier(column.name) : bare;
  const ways = STRICT.test(operator) ? [`${key} IS NOT NULL`] : [];
  const { constant } = predicate;
  if (operator === "is null") ways.push(`${key} IS NULL`);
  if (operator === "is true" || (operator === "=" && constant === true))
    ways.push(key, `${key} = true`, `${key} IS TRUE`);
  if (operator === "is false" || (operator === "=" && constant === false))
    ways.push(`NOT ${key}`, `${key} = false`, `${key} IS FALSE`);
  else if (operator === "=" && constant !== undefined) {
    ways.push(`${key} = ${typeof constant === "string" ? `'${constant.replaceAll("'", "''")}'` : String(constant)}`);
  }
  return ways;
}

/** What AND joins, outside of parentheses. */
function conjuncts(predicate: string): string[] {
  const inner = withoutOuterParentheses(predicate.trim());
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < inner.length; at++) {
    const unit = inner[at];
    if (unit === "'" || unit === '"') {
      const end = inner.indexOf(unit, at + 1);
      at = end < 0 ? inner.length : end;
    } else if (unit === "(") depth++;
    else if (unit === ")") depth--;
    else if (depth === 0 && /^\sAND\s/i.test(inner.slice(at, at + 5))) {
      parts.push(inner.slice(from, at));
      from = at + 5;
    }
  }
  parts.push(inner.slice(from));
  return parts.length === 1 ? parts : parts.flatMap(conjuncts);
}

function withoutOuterParentheses(text: string): string {
  if (!text.startsWith("(") || !text.endsWith(")")) return text;
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === "(") depth++;
    else if (text[at] === ")" && --depth === 0 && at < text.length - 1) return text;
  }
  return withoutOuterParentheses(text.slice(1, -1).trim());
}
