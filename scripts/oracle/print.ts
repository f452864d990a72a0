import type { Comparison } from "./compare.ts";
import type { Verdict } from "./judge.ts";

/** A history as lines: its counts, each kind's percentage, then every difference and every refused statement. */
export function verdictLines(verdict: Verdict): string[] {
  const { name, tool, migrations, unread, applied } = verdict;
  const { statements, refused, made } = applied;
  return [
    `${name} (${tool}): ${migrations} migrations, ${statements} statements, ${unread.length} unread, ${refused.length} refused by PostgreSQL`,
    `  ${verdict.comparisons.map(share).join(", ")}`,
    ...(made.length === 0 ? [] : [`  made for it: ${made.join(", ")}`]),
    ...unread.map((text) => `  unread ${text}`),
    ...refused.map(({ file, line, message }) => `  refused ${file}:${line}: ${message}`),
    ...verdict.refusedPrinted.map(({ line, message }) => `  refused of the printed DDL, line ${line}: ${message}`),
    ...verdict.comparisons.flatMap(({ kind, missing, extra }) => [
      ...missing.map((text) => `  missing of ${kind}: ${text}`),
      ...extra.map((text) => `  extra of ${kind}: ${text}`),
    ]),
  ];
}

/** `columns 100 % (412/412)`; what is in the fold alone follows as `+3`. */
export function share({ kind, wanted, hits, extra }: Comparison): string {
  const beyond = extra.length === 0 ? "" : `+${extra.length}`;
  if (wanted === 0) return `${kind} none${beyond}`;
  return `${kind} ${percent(hits, wanted)} (${hits}/${wanted}${beyond})`;
}

/** Two decimals at most, and 100 only when nothing is missing. */
export function percent(hits: number, wanted: number): string {
  const rounded = Math.floor((hits / wanted) * 10_000) / 100;
  return `${rounded} %`;
}

export function differs({ comparisons }: Verdict): boolean {
  return comparisons.some(({ missing, extra }) => missing.length + extra.length > 0);
}

/** The sum over all histories, kind by kind. */
export function total(verdicts: readonly Verdict[]): Comparison[] {
  const kinds = verdicts[0]?.comparisons.map(({ kind }) => kind) ?? [];
  return kinds.map((kind, at) => {
    const of = verdicts.map(({ comparisons }) => comparisons[at] as Comparison);
    const sum = (count: (one: Comparison) => number): number => of.reduce((all, one) => all + count(one), 0);
    return {
      kind,
      wanted: sum((one) => one.wanted),
      hits: sum((one) => one.hits),
      missing: of.flatMap((one) => one.missing),
      extra: of.flatMap((one) => one.extra),
    };
  });
}
