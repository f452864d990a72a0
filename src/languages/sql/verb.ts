import type { StatementText } from "./statement-text.ts";
import type { Token } from "./tokens.ts";

const passedOver = new Set([
  "or",
  "replace",
  "unique",
  "temp",
  "temporary",
  "unlogged",
  "global",
  "local",
  "constraint",
  "recursive",
  "trusted",
  "procedural",
]);
const pairs = new Set([
  "materialized view",
  "foreign table",
  "event trigger",
  "access method",
  "foreign data",
  "operator class",
  "operator family",
  "text search",
  "default privileges",
  "user mapping",
  "large object",
]);

/** The statement as a person names it: `ALTER TABLE`, `CREATE INDEX CONCURRENTLY`, `INSERT`. */
export function verb(statement: Pick<StatementText, "head" | "tokens">): string {
  const words = statement.head.map((token) => (token.kind === "word" ? token.value : ""));
  const first = words[0] ?? "";
  if (first === "create" || first === "alter" || first === "drop") return definition(first, words).toUpperCase();
  if (first === "refresh")
    return words[3] === "concurrently" ? "REFRESH MATERIALIZED VIEW CONCURRENTLY" : "REFRESH MATERIALIZED VIEW";
  if (first === "vacuum" && words.slice(1, 4).includes("full")) return "VACUUM FULL";
  if (first === "reindex") return words.includes("concurrently") ? "REINDEX CONCURRENTLY" : "REINDEX";
  if (first === "lock") return "LOCK TABLE";
  if (first === "comment") return "COMMENT ON";
  if (first === "start") return "BEGIN";
  const behind = first === "with" || statement.head[0]?.value === "(";
  return mainVerb(behind ? statement.tokens : statement.head).toUpperCase();
}

function definition(first: string, words: readonly string[]): string {
  let at = 1;
  while (passedOver.has(words[at] ?? "") && words[at + 1] !== "") at++;
  const pair = `${words[at]} ${words[at + 1]}`;
  const object = pairs.has(pair) ? pair : (words[at] ?? "");
  const after = at + object.split(" ").length;
  return `${first} ${object}${object === "index" && words[after] === "concurrently" ? " concurrently" : ""}`.trim();
}

/** The statement's own word: behind a WITH the first verb outside its parentheses, and inside parentheses around it all. */
export function mainVerb(tokens: readonly Token[]): string {
  const start = tokens.findIndex((token) => token.value !== "(");
  const first = tokens[start];
  if (first?.value !== "with") return first?.kind === "word" ? first.value : "";
  let depth = 0;
  for (const { kind, value } of tokens.slice(start)) {
    if (value === "(") depth++;
    else if (value === ")") depth--;
    else if (depth === 0 && kind === "word" && dataVerbs.has(value)) return value;
  }
  return "with";
}

const dataVerbs = new Set(["select", "insert", "update", "delete", "merge", "values"]);
