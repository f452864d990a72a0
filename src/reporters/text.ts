import type { Finding } from "../findings/finding.ts";
import type { ReportContext, Result } from "../findings/result.ts";
import { count } from "./count.ts";
import { grouped } from "./grouped.ts";
import { printable } from "./printable.ts";
import { renderFinding, severityPaint } from "./text/finding.ts";
import { maskOf } from "./text/mask.ts";
import { plain, type Palette } from "./text/paint.ts";
import { checked, compared, leftOut, staleBaseline, verdict } from "./summary.ts";
import { statistics } from "./text/statistics.ts";
import { wrap } from "./text/wrap.ts";

export interface TextOptions {
  /** Columns prose may take; at most 100 reads well. */
  readonly width: number;
  /** Columns a source line may take. Default 150. */
  readonly frameWidth?: number;
  readonly palette?: Palette;
  /** Leave out the summary at the end: only the findings. */
  readonly findingsOnly?: boolean;
  /** The heading a finding stands under; findings of one heading are shown together, headings in order of their text. */
  readonly groupOf?: (finding: Finding) => string;
  /** Count the findings of each rule in the place of showing them. */
  readonly statistics?: boolean;
  /** Findings below error that were taken out before: counted, so that nothing leaves silently. */
  readonly quieted?: number;
}

const mostUnread = 10;

/** The report for people: each finding with its frames, then what could not be read, then the sum. Ends with a line break. */
export function renderText(result: Result, context: ReportContext, options: TextOptions): string {
  const palette = options.palette ?? plain;
  const mask = maskOf(result.findings);
  const explained = new Set<string>();
  const render = (finding: Finding): string => {
    const first = !explained.has(finding.rule);
    explained.add(finding.rule);
    return renderFinding(finding, {
      source: (file) => context.source(file),
      mask,
      palette,
      width: options.width,
      limit: Math.max(40, options.frameWidth ?? 150),
      explained: first ? context.rule(finding.rule) : null,
    });
  };
  const blocks = groupsOf(options.statistics ? [] : result.findings, options).flatMap(({ heading, findings }) => [
    ...(heading === null ? [] : [palette.strong(`${printable(heading)}: ${count(findings.length, "finding")}`)]),
    ...findings.map(render),
  ]);
  if (options.statistics && result.findings.length > 0) blocks.push(statistics(result.findings).join("\n"));
  if (!options.findingsOnly) {
    if (result.unread.length > 0) blocks.push(unread(result));
    blocks.push(summary(result, palette, options));
  }
  return blocks.length === 0 ? "" : `${blocks.join("\n\n")}\n`;
}

function groupsOf(
  findings: readonly Finding[],
  { groupOf }: TextOptions,
): readonly { readonly heading: string | null; readonly findings: readonly Finding[] }[] {
  if (!groupOf) return [{ heading: null, findings }];
  return [...grouped(findings, groupOf)]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([heading, findings]) => ({ heading, findings }));
}

function unread({ unread }: Result): string {
  const shown = unread
    .slice(0, mostUnread)
    .map((part) => `  ${printable(part.file)}:${part.line}: ${printable(part.reason)}`);
  const more = unread.length - shown.length;
  return ["not read:", ...shown, ...(more > 0 ? [`  and ${more} more (--format json lists them)`] : [])].join("\n");
}

function summary(result: Result, palette: Palette, { quieted = 0, width }: TextOptions): string {
  const worst = (["error", "warning", "info"] as const).find((severity) =>
    result.findings.some((finding) => finding.severity === severity),
  );
  const paint = worst ? severityPaint(worst, palette) : palette.strong;
  const left = [leftOut(result), quieted > 0 ? `${count(quieted, "finding")} below error not shown (--quiet)` : ""]
    .filter((part) => part !== "")
    .join(", ");
  const stale = printable(staleBaseline(result));
  const change = printable(compared(result));
  return [
    ...result.warnings.map((warning) => `${palette.warning("configuration")}: ${printable(warning)}`),
    ...wrap(printable(verdict(result)), width).map(paint),
    ...(change ? wrap(change, width) : []),
    ...wrap(checked(result.examined), width).map(palette.faint),
    ...(left ? wrap(left, width).map(palette.faint) : []),
    ...(stale ? wrap(stale, width).map(palette.faint) : []),
  ].join("\n");
}
