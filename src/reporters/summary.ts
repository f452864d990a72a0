import type { Examined, Result } from "../findings/result.ts";
import type { Finding } from "../findings/finding.ts";
import { count, counts } from "./count.ts";

/** Kinds of files a number stands well before: `2 prisma migrations`, and not `2 server codes`. */
const countable = /(?:configuration|decision|document|example|file|migration|schema|script)$/;

/** What a run found, in one line: `3 errors, 2 warnings in 2 of 148 files (41 openapi, …); 2 statements not understood`. */
export function verdict(result: Result): string {
  const { findings, examined } = result;
  const found = bySeverity(findings) || "no findings";
  const files = new Set(findings.map((finding) => finding.primary.file).filter((file) => file !== ""));
  const within = files.size > 0 ? `${files.size} of ` : "";
  const kinds = Object.entries(examined.files).map(([kind, files]) =>
    countable.test(kind) ? count(files, kind) : `${files} ${kind}`,
  );
  const unknown = notUnderstood(examined);
  return `${found} in ${within}${count(examined.totalFiles, "file")}${kinds.length > 0 ? ` (${kinds.join(", ")})` : ""}${unknown ? `; ${unknown}` : ""}`;
}

function bySeverity(findings: readonly Finding[]): string {
  const of = (severity: Finding["severity"]): number =>
    findings.filter((finding) => finding.severity === severity).length;
  return counts([
    [of("error"), "error"],
    [of("warning"), "warning"],
    [of("info"), "info", "info"],
  ]);
}

/** What was looked at: a clean run on nothing must not look like health. */
export function checked(examined: Examined): string {
  const looked = counts([
    [examined.operations, "operation"],
    [examined.statements, "statement"],
    [examined.migrations, "migration"],
    [examined.modules, "module"],
    [examined.routes, "route"],
    [examined.queries, "query", "queries"],
    [examined.decisions, "decision"],
  ]);
  return `checked ${looked || "nothing"} against ${count(examined.rules, "rule")}`;
}

/** What archlint met and could not judge. */
function notUnderstood(examined: Examined): string {
  const parts = counts([
    [examined.unreadStatements, "statement"],
    [examined.unknownRegistrations, "route registration"],
    [examined.unreadQueries, "query text", "query texts"],
  ]);
  const partly = counts([[examined.incompleteQueries, "query text", "query texts"]]);
  const auth = examined.routesUnknownAuth > 0 ? `auth of ${count(examined.routesUnknownAuth, "route")} unknown` : "";
  return [parts && `${parts} not understood`, partly && `${partly} known in part`, auth]
    .filter((part) => part !== "")
    .join(", ");
}

/** What was compared, and what came of it; empty where only the whole was asked for. */
export function compared({ change }: Result): string {
  if (!change) return "";
  if (change.kind === "staged") {
    const elsewhere = change.elsewhere > 0 ? `; ${count(change.elsewhere, "finding")} elsewhere not shown` : "";
    return `what has to do with ${count(change.files, "staged file")}${elsewhere}`;
  }
  const { ref, commit, introduced, fixed, unchanged, newOnly } = change;
  const numbers = `${introduced} introduced, ${fixed.length} fixed, ${unchanged} unchanged`;
  const hidden = newOnly && unchanged > 0 ? " (not shown: --new-only)" : "";
  return `since \`${ref}\` (${commit.slice(0, 12)}): ${numbers}${hidden}`;
}

/** What the report leaves out, and how to see it; empty when nothing is. */
export function leftOut(result: Result): string {
  const hidden = (kinds: readonly string[]): number =>
    result.findings.reduce(
      (sum, finding) => sum + (kinds.includes(finding.foldedBy ?? "") ? (finding.folded ?? 1) - 1 : 0),
      0,
    );
  const folded = hidden(["cause", "convention"]);
  const history = hidden(["history"]);
  const known = result.baseline?.known ?? 0;
  return [
    folded > 0 ? `${folded} folded (--all)` : "",
    history > 0 ? `${history} in migrations of the past folded (--history)` : "",
    result.suppressed > 0 ? `${result.suppressed} suppressed by ignores` : "",
    known > 0 ? `${count(known, "known finding")} in the baseline (--no-baseline)` : "",
  ]
    .filter((part) => part !== "")
    .join(", ");
}

/** What of the baseline stands for nothing any more; empty when all of it does. */
export function staleBaseline({ baseline }: Result): string {
  if (!baseline || baseline.stale.length === 0) return "";
  const rules = [...new Set(baseline.stale.map(({ rule }) => rule))].toSorted();
  const named = rules.length > mostStaleRules ? `${rules.slice(0, mostStaleRules).join(", ")}, …` : rules.join(", ");
  const gone = baseline.stale.length === 1 ? "1 entry" : `${baseline.stale.length} entries`;
  return `${gone} of ${baseline.file} found nothing any more (${named}): archlint baseline --prune takes them out`;
}

const mostStaleRules = 3;
