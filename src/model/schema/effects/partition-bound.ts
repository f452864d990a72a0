import type { Table } from "../../schema.ts";
import { quoteIdentifier } from "../identifiers.ts";
import { tokens } from "../tokens.ts";

/**
 * Whether a validated check of the table says what the bound asks, so that ATTACH PARTITION need not read it: for a range over one
 * column `c >= from AND c < to`, for a list `c = 'x'` or `c IN ('x', …)`, with the column NOT NULL. Values are compared as written, so a
 * yes is certain and a no may be wrong.
 */
export function impliesBound(partition: Table, parent: Table, bound: string): boolean {
  const [column] = parent.partitionBy?.columns ?? [];
  if (parent.partitionBy?.columns.length !== 1 || column == null) return false;
  const said = new Set(
    partition.checks.filter((check) => check.validated).flatMap((check) => conjuncts(check.expression)),
  );
  if (partition.column(column)?.nullable !== false && !said.has(`${column} is not null`)) return false;
  const wanted = comparisons(column, bound);
  return wanted !== null && wanted.every((alternatives) => alternatives.some((text) => said.has(text)));
}

/** The condition that a bound over one column asks of each row, as SQL; null for other bounds. */
export function boundCheck(partition: Table, parent: Table, bound: string): string | null {
  const [column] = parent.partitionBy?.columns ?? [];
  if (parent.partitionBy?.columns.length !== 1 || column == null) return null;
  const name = quoteIdentifier(column);
  const known = partition.column(column)?.nullable === false ? [] : [`${name} IS NOT NULL`];
  const range = rangeOf(bound);
  const list = listOf(bound);
  if (range === null && list === null) return null;
  const parts =
    range === null
      ? [`${name} IN (${list ?? ""})`]
      : range.map(([operator, value]) => `${name} ${operator} ${value.trim()}`);
  return [...known, ...parts].join(" AND ");
}

/** The finite ends of `FROM (a) TO (b)`. */
function rangeOf(bound: string): readonly (readonly [operator: string, value: string])[] | null {
  const range = /^from\s*\((.*)\)\s*to\s*\((.*)\)$/is.exec(bound.trim());
  if (range === null) return null;
  const ends = [
    [">=", range[1] ?? ""],
    ["<", range[2] ?? ""],
  ] as const;
  return ends.filter(([, value]) => !/^\s*(minvalue|maxvalue)\s*$/i.test(value));
}

function listOf(bound: string): string | null {
  return /^in\s*\((.*)\)$/is.exec(bound.trim())?.[1] ?? null;
}

/** Each comparison the bound asks for, in the ways it may be written. */
function comparisons(column: string, bound: string): readonly (readonly string[])[] | null {
  const range = rangeOf(bound);
  if (range !== null) return range.map(([operator, value]) => [plain(`${column} ${operator} ${value}`)]);
  const list = listOf(bound);
  if (list === null) return null;
  return [[plain(`${column} IN (${list})`), plain(`${column} = ANY ARRAY [${list}]`), plain(`${column} = ${list}`)]];
}

/** The parts of an AND, without parentheses, casts and the case of key words; nothing when something else joins them. */
function conjuncts(expression: string): readonly string[] {
  const text = plain(expression);
  return /(^| )(or|case|not) (?!null)/.test(text) ? [] : text.split(" and ");
}

function plain(expression: string): string {
  const kept: string[] = [];
  const all = tokens(expression);
  for (const [at, token] of all.entries()) {
    if ("()".includes(token.text) || token.text === "::") continue;
    // The type of a cast, or one before a literal: DATE '2024-01-01'.
    if (all[at - 1]?.text === "::" || (token.kind === "name" && all[at + 1]?.kind === "string")) continue;
    kept.push(token.kind === "name" ? token.name : token.text);
  }
  return kept.join(" ");
}
