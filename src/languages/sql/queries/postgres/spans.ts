import type { Node } from "libpg-query";
import type { StatementText, Range } from "../../statement-text.ts";

/** The tree says where a part begins, or where its operator stands, and never where it ends: the tokens do. */
export function span(node: unknown, statement: StatementText): Range {
  const seen: Seen = { first: Number.POSITIVE_INFINITY, last: -1, call: false };
  gather(node, "", seen);
  if (seen.last < 0) return statement.whole();
  const { tokens } = statement;
  let first = statement.tokenAt(statement.offset(seen.first));
  let last = Math.min(statement.tokenAt(statement.offset(seen.last)), tokens.length - 1);
  while (tokens[last + 1]?.value === "." && last + 2 < tokens.length) last += 2;
  if (seen.call && tokens[last + 1]?.value === "(") last = statement.close(last + 1);
  last = throughWords(statement, Math.min(last, tokens.length - 1));
  // What opens inside closes inside, and what closes inside opens inside.
  let depth = 0;
  for (let at = first; at <= last; at++) {
    depth += step(tokens[at]?.kind === "string" ? "" : (tokens[at]?.value ?? ""));
    while (depth < 0 && first > 0) depth += step(tokens[--first]?.value ?? "");
  }
  while (depth > 0 && last + 1 < tokens.length) depth += step(tokens[++last]?.value ?? "");
  return { start: tokens[first]?.start ?? 0, end: tokens[last]?.end ?? statement.text.length };
}

interface Seen {
  first: number;
  last: number;
  /** The last part is a call, whose parentheses have no place. */
  call: boolean;
}

function gather(node: unknown, kind: string, seen: Seen): void {
  if (Array.isArray(node)) {
    for (const item of node) gather(item, "", seen);
    return;
  }
  if (node === null || typeof node !== "object") return;
  for (const [key, value] of Object.entries(node)) {
    if (typeof value === "object") gather(value, key, seen);
    else if (typeof value === "number" && value >= 0 && (key === "location" || endings.has(key))) {
      if (key === "location") seen.first = Math.min(seen.first, value);
      if (value >= seen.last) {
        seen.call = key === "location" && (kind === "FuncCall" || (seen.call && value === seen.last));
        seen.last = value;
      }
    }
  }
}

const endings: ReadonlySet<string> = new Set(["rexpr_list_end", "list_end"]);

function step(value: string): number {
  if (value === "(" || value === "[" || value === "case") return 1;
  return value === ")" || value === "]" || value === "end" ? -1 : 0;
}

/** `IS NOT NULL`, `timestamp with time zone`, `text[]`: the tree knows where they begin. */
function throughWords({ tokens }: StatementText, from: number): number {
  let at = from;
  const value = (ahead: number): string => tokens[at + ahead]?.value ?? "";
  if (value(0) === "is") at += value(1) === "not" ? 2 : 1;
  else if ((value(0) === "timestamp" || value(0) === "time") && value(2) === "time" && value(3) === "zone") at += 3;
  else if (value(1) === "precision" || value(1) === "varying") at += 1;
  while (value(1) === "[" && value(2) === "]") at += 2;
  return at;
}

/** A name and the dots in it. */
export function nameRange(location: number | undefined, statement: StatementText): Range {
  const start = statement.offset(location);
  let at = statement.tokenAt(start);
  while (statement.tokens[at + 1]?.value === ".") at += 2;
  return { start, end: statement.tokens[at]?.end ?? start };
}

const verbs: ReadonlySet<string> = new Set(["select", "values", "insert", "update", "delete", "merge", "table"]);
const setOperators: ReadonlySet<string> = new Set(["union", "intersect", "except"]);
const afterSides: ReadonlySet<string> = new Set(["order", "limit", "offset", "fetch", "for"]);

/** A query inside a statement: from its verb, the nearest before a part of it, to where its parentheses or its clause end. */
export function queryRange(inside: number, statement: StatementText, isSide: boolean): Range {
  const { tokens } = statement;
  let first = statement.tokenAt(statement.offset(inside)) - 1;
  for (let depth = 0; first > 0; first--) {
    const { value = "", kind } = tokens[first] ?? {};
    if (kind === "operator") depth += value === ")" ? 1 : value === "(" && depth > 0 ? -1 : 0;
    else if (depth === 0 && kind === "word" && verbs.has(value)) break;
  }
  first = Math.max(first, 0);
  let end = first + 1;
  for (let depth = 0; end < tokens.length; end++) {
    const { value = "", kind } = tokens[end] ?? {};
    if (kind === "operator") {
      if (value === ")" && depth-- === 0) break;
      if (value === "(") depth++;
    } else if (depth === 0 && kind === "word" && isSide && (setOperators.has(value) || afterSides.has(value))) break;
    else if (depth === 0 && value === "on" && tokens[end + 1]?.value === "conflict") break;
  }
  return { start: tokens[first]?.start ?? 0, end: tokens[end - 1]?.end ?? statement.text.length };
}

/** A part of a query that stands behind its verb with nothing but brackets between: of its list, or its table. */
export function firstLocation(node: Node): number {
  if ("SelectStmt" in node) {
    let select = node.SelectStmt;
    while (select.larg) select = select.larg;
    return first([select.targetList ?? select.valuesLists ?? select.fromClause]);
  }
  const [statement] = Object.values(node) as [{ relation?: { location?: number } }];
  return statement.relation?.location ?? -1;
}

function first(tree: unknown): number {
  const seen: Seen = { first: Number.POSITIVE_INFINITY, last: -1, call: false };
  gather(tree, "", seen);
  return Number.isFinite(seen.first) ? seen.first : -1;
}
