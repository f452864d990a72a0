import type { ReportContext, Result } from "../findings/result.ts";
import type { Finding } from "../findings/finding.ts";
import { findingLine, oneLine, placeText } from "./line.ts";
import { checked, compared, verdict } from "./summary.ts";

/**
 * For a program that reads text and edits files: one line a finding, complete in itself, with no frame. Parts after the
 * message stand behind a tab, which no text of the project can hold here: `see <place> <label>`, then `fix: …`. Then what
 * could not be read, and one last line with the sum, so that a clean run is not mistaken for one that saw nothing.
 */
export function renderAgent(result: Result, context: ReportContext, prefix = ""): string {
  const lines = [
    ...result.findings.map((finding) => withHelp(finding, context, prefix)),
    ...result.unread.map(
      ({ file, line, reason }) =>
        `${placeText({ file, start: { line, column: 1 } }, prefix)} unread ${oneLine(reason)}`,
    ),
    ...result.warnings.map((warning) => `configuration: ${oneLine(warning)}`),
    `archlint: ${[verdict(result), compared(result), checked(result.examined)].filter(Boolean).map(oneLine).join("; ")}`,
  ];
  return `${lines.join("\n")}\n`;
}

function withHelp(finding: Finding, context: ReportContext, prefix: string): string {
  const fix = finding.fixes[0]?.title ?? context.rule(finding.rule)?.fix;
  return [
    findingLine(finding, prefix),
    ...finding.related.map((location) => `see ${placeText(location, prefix)} ${oneLine(location.label)}`.trimEnd()),
    ...(fix === undefined ? [] : [`fix: ${oneLine(fix)}`]),
  ].join("\t");
}
