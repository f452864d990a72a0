import { byteLength, clip, maximumBytes } from "./identifiers.ts";
import { tokens, type Token } from "./tokens.ts";

/**
 * The names PostgreSQL gives to what the statement leaves unnamed. Later statements drop and rename these objects by
 * them, so they must be right to the byte (backend/commands/indexcmds.c, `makeObjectName`, `ChooseRelationName`,
 * `ChooseIndexNameAddition`, `ChooseIndexColumnNames`).
 */
export function objectName(first: string, second: string | null, label: string): string {
  const available = maximumBytes - byteLength(label) - 1 - (second === null ? 0 : 1);
  let firstBytes = byteLength(first);
  let secondBytes = second === null ? 0 : byteLength(second);
  while (firstBytes + secondBytes > available) {
    if (firstBytes > secondBytes) firstBytes--;
    else secondBytes--;
  }
  const parts = [clip(first, firstBytes)];
  if (second !== null) parts.push(clip(second, secondBytes));
  return [...parts, label].join("_");
}

/** The first of `t_c_label`, `t_c_label1`, `t_c_label2`, … that is not taken. */
export function freeName(
  first: string,
  second: string | null,
  label: string,
  taken: (name: string) => boolean,
): string {
  for (let pass = 0; ; pass++) {
    const name = objectName(first, second, pass === 0 ? label : `${label}${pass}`);
    if (!taken(name)) return name;
  }
}

/** The columns of a key as they stand in the middle of its name; PostgreSQL stops adding once it has 64 bytes. */
export function columnAddition(columns: readonly string[]): string {
  let addition = "";
  for (const column of columns) {
    addition += addition === "" ? column : `_${column}`;
    if (byteLength(addition) > maximumBytes) break;
  }
  return addition;
}

/** The attribute names of an index: repeated ones get a number. */
export function indexColumnNames(names: readonly (string | null)[]): readonly string[] {
  const chosen: string[] = [];
  for (const name of names) {
    const original = name ?? "expr";
    let unique = original;
    for (let number = 1; chosen.includes(unique); number++) {
      unique = clip(original, maximumBytes - String(number).length) + String(number);
    }
    chosen.push(unique);
  }
  return chosen;
}

/**
 * What PostgreSQL calls an expression (`FigureIndexColname`): the function it calls, the column it casts, null where
 * it has no name.
 */
export function expressionName(expression: string): string | null {
  return nameOf(tokens(expression));
}

function nameOf(all: readonly Token[]): string | null {
  const inner = withoutParentheses(all);
  const cast = lastTopLevel(inner, "::");
  if (cast > 0 && isPrimary(inner.slice(0, cast))) return nameOf(inner.slice(0, cast)) ?? inner[cast + 1]?.name ?? null;
  if (!isPrimary(inner)) return null;
  const first = inner[0] as Token;
  if (first.kind !== "name") return null;
  if (first.text.toLowerCase() === "case") return "case";
  if (first.text.toLowerCase() === "cast") return castName(inner);
  let name = first.name;
  for (let at = 1; inner[at]?.text === "." && inner[at + 1]?.kind === "name"; at += 2)
    name = (inner[at + 1] as Token).name;
  return ["not", "null", "true", "false"].includes(first.text.toLowerCase()) ? null : name;
}

/** `CAST(x AS type)` is named as `x`, or as the type when `x` has no name. */
function castName(all: readonly Token[]): string | null {
  const as = all.findLastIndex((token) => token.text.toLowerCase() === "as");
  return as < 0 ? null : (nameOf(all.slice(2, as)) ?? all[as + 1]?.name ?? null);
}

/** One column, constant, call, CASE, or parenthesised expression: nothing that an operator joins. */
function isPrimary(all: readonly Token[]): boolean {
  if (all.length === 0) return false;
  const first = all[0] as Token;
  if (first.text.toLowerCase() === "case" && all.at(-1)?.text.toLowerCase() === "end") return true;
  let depth = 0;
  for (let at = 0; at < all.length; at++) {
    const { text, kind } = all[at] as Token;
    if (text === "(" || text === "[") depth++;
    else if (text === ")" || text === "]") depth--;
    else if (depth > 0) continue;
    else if (kind === "symbol" && text !== "." && text !== "::") return false;
    else if (at > 0 && kind === "name" && all[at - 1]?.text !== "." && all[at - 1]?.text !== "::") return false;
  }
  return true;
}

function withoutParentheses(all: readonly Token[]): readonly Token[] {
  if (all[0]?.text !== "(" || all.at(-1)?.text !== ")") return all;
  let depth = 0;
  for (let at = 0; at < all.length - 1; at++) {
    if (all[at]?.text === "(") depth++;
    else if (all[at]?.text === ")") depth--;
    if (depth === 0) return all;
  }
  return withoutParentheses(all.slice(1, -1));
}

function lastTopLevel(all: readonly Token[], symbol: string): number {
  let depth = 0;
  for (let at = all.length - 1; at >= 0; at--) {
    const text = (all[at] as Token).text;
    if (text === ")" || text === "]") depth++;
    else if (text === "(" || text === "[") depth--;
    else if (depth === 0 && text === symbol) return at;
  }
  return -1;
}
