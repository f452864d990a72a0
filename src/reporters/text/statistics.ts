import type { Finding } from "../../findings/finding.ts";
import { count } from "../count.ts";
import { grouped } from "../grouped.ts";
import { printable } from "../printable.ts";

/** A line a rule, those with the most findings first: how many, and how many reports they stand for where that is more. */
export function statistics(findings: readonly Finding[]): readonly string[] {
  const rows = [...grouped(findings, ({ rule }) => rule)].map(([rule, own]) => ({
    rule,
    findings: own.length,
    reports: own.reduce((sum, { folded }) => sum + (folded ?? 1), 0),
    severities: [...new Set(own.map(({ severity }) => severity))].toSorted().join(", "),
  }));
  const width = Math.max(0, ...rows.map((row) => String(row.findings).length));
  return rows
    .toSorted((a, b) => b.findings - a.findings || (a.rule < b.rule ? -1 : 1))
    .map(({ rule, findings, reports, severities }) => {
      const folded = reports > findings ? `, ${count(reports, "report")}` : "";
      return `${String(findings).padStart(width)}  ${printable(rule)} (${severities}${folded})`;
    });
}
