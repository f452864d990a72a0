import type { ReportContext, Result } from "../findings/result.ts";
import type { Finding, Location, Severity } from "../findings/finding.ts";
import { printable } from "./printable.ts";
import { escapeData, escapeProperty } from "./github/escape.ts";
import { repositoryPath } from "./github/path.ts";

/** GitHub shows this many annotations of each level for one step, and drops the rest without a word. */
export const annotationLimit = 10;

const levels = [
  ["error", "error"],
  ["warning", "warning"],
  ["info", "notice"],
] as const satisfies readonly (readonly [Severity, string])[];

export interface GithubOptions {
  /** The project's folder in the repository; `""`, the default, at its root. */
  readonly prefix?: string;
  /** Where the folded rest can be read; default the summary. */
  readonly restIn?: string;
}

/**
 * Workflow commands that mark the findings in the files of a pull request, the surest first. What exceeds GitHub's limit
 * is counted in the last annotation of its level.
 */
export function renderGithub(result: Result, _context: ReportContext, options: GithubOptions = {}): string {
  const commands = levels.flatMap(([severity, level]) => {
    const findings = bySureness(result.findings.filter((finding) => finding.severity === severity));
    const shown = findings.slice(0, annotationLimit);
    const rest = findings.length - shown.length;
    return shown.map((finding, index) => {
      const last = index === shown.length - 1 && rest > 0;
      return annotation(level, finding, options, last ? `+${rest} more, see the ${options.restIn ?? "summary"}` : null);
    });
  });
  return commands.length === 0 ? "" : `${commands.join("\n")}\n`;
}

const sureness = { high: 0, medium: 1, low: 2 };

/** Stable: findings as sure as each other keep their order. */
function bySureness(findings: readonly Finding[]): readonly Finding[] {
  return findings.toSorted((a, b) => sureness[a.confidence] - sureness[b.confidence]);
}

function annotation(level: string, finding: Finding, { prefix = "" }: GithubOptions, more: string | null): string {
  const properties = [...placeProperties(finding.primary, prefix), ["title", finding.rule] as const];
  const written = properties.map(([name, value]) => `${name}=${escapeProperty(value)}`).join(",");
  return `::${level} ${written}::${escapeData(message(finding, prefix, more))}`;
}

/** None for what is said of the whole project. */
function placeProperties(
  { file, start, end }: Location,
  prefix: string,
): readonly (readonly [name: string, value: string])[] {
  if (file === "") return [];
  const lines = [
    ["file", repositoryPath(prefix, file)],
    ["line", String(start.line)],
    ["endLine", String(end.line)],
  ] as const;
  // Columns of a range over several lines make GitHub drop the annotation's place.
  return start.line === end.line ? [...lines, ["col", String(start.column)], ["endColumn", String(end.column)]] : lines;
}

/** The log shows only the message, so it repeats the place. Line breaks of a hostile name must not make lines of their own. */
function message(finding: Finding, prefix: string, more: string | null): string {
  const related = finding.related.map((location) => `${placeOf(location, prefix)}: ${printable(location.label)}`);
  const folded = (finding.folded ?? 1) - 1;
  return [
    `${finding.primary.file === "" ? "" : `${placeOf(finding.primary, prefix)}: `}${printable(finding.message)}`,
    ...related,
    ...(folded > 0 ? [`and ${folded} more like this`] : []),
    ...finding.fixes.slice(0, 1).map((fix) => `fix: ${printable(fix.title)}`),
    ...(more === null ? [] : [more]),
  ].join("\n");
}

function placeOf({ file, start }: Location, prefix: string): string {
  return `${printable(repositoryPath(prefix, file))}:${start.line}:${start.column}`;
}
