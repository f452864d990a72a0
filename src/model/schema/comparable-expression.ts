import { tokens } from "./tokens.ts";

/** Words that say nothing of their own: `x = ANY (ARRAY[…])` is how PostgreSQL prints `x IN (…)`. */
const silent: ReadonlySet<string> = new Set(["(", ")", "[", "]", "=", "in", "any", "array"]);
const synonyms: Readonly<Record<string, string>> = { current_timestamp: "now", transaction_timestamp: "now" };
/** A cast to a type: one word, or the several words of `character varying` and the times; a limit, and brackets. */
const cast =
  /::\s*(?:(?:"[^"]+"|\w+)\s*\.\s*)?(?:character varying|double precision|bit varying|time(?:stamp)?(?:\s*\(\d+\))?\s+with(?:out)?\s+time\s+zone|"[^"]+"|\w+)(?:\s*\(\s*\d+(?:\s*,\s*\d+)?\s*\))?(?:\[\])*/gi;

/**
 * An expression without what two ways of writing it differ in: parentheses, casts, case, `IN` and `= ANY`. Two that
 * mean the same come out equal, as far as text tells; some that differ do as well.
 */
export function comparableExpression(expression: string): string {
  const words = tokens(expression.replaceAll(cast, "")).map((token) =>
    token.kind === "name" ? token.name : token.text,
  );
  return words
    .filter((word) => !silent.has(word))
    .map((word) => synonyms[word] ?? word)
    .join(" ");
}
