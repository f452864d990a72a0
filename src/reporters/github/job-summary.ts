import { Buffer } from "node:buffer";
import type { Result } from "../../findings/result.ts";
import type { Finding } from "../../findings/finding.ts";
import { checked, compared, leftOut, staleBaseline, verdict } from "../summary.ts";
import { printable } from "../printable.ts";
import { fitting } from "./fitting.ts";
import { markdownMessage, markdownText } from "./markdown.ts";
import { placeLink, type LinkOptions } from "./place-link.ts";

/** What GitHub takes from one step, in bytes: a larger file is refused whole. */
export const jobSummaryLimit = 1024 * 1024;

export interface JobSummaryOptions extends LinkOptions {
  /** Bytes it may take; default the whole of {@link jobSummaryLimit}, of which other summaries of the step may have used some. */
  readonly limit?: number;
}

const severities = { error: "error", warning: "warning", info: "note" };
const order = { error: 0, warning: 1, info: 2 };

/** The summary of a job on GitHub: a Markdown table of all findings, the gravest first, with links to the lines. Empty when not even its head fits. */
export function jobSummary(result: Result, options: JobSummaryOptions): string {
  const limit = options.limit ?? jobSummaryLimit;
  const head = `${["## archlint", "", markdownText(verdict(result)), "", markdownText([compared(result), checked(result.examined), leftOut(result), staleBaseline(result)].filter(Boolean).join("; ")), ""].join("\n")}\n`;
  const tableHead = "| severity | rule | where | what |\n| --- | --- | --- | --- |\n";
  const rows = result.findings
    .toSorted((a, b) => order[a.severity] - order[b.severity])
    .map((finding) => row(finding, options));
  const unread = result.unread.map(
    (part) => `- \`not read\` ${markdownText(printable(`${part.file}:${part.line}: ${part.reason}`))}\n`,
  );
  const room = limit - Buffer.byteLength(head + tableHead) - noteRoom;
  if (room < 0) return "";
  const shownRows = fitting(rows, room);
  const shownUnread = fitting(unread, room - shownRows.bytes);
  const left = rows.length - shownRows.count + (unread.length - shownUnread.count);
  return [
    head,
    rows.length > 0 ? tableHead + shownRows.text : "",
    unread.length > 0 ? `\n${shownUnread.text}` : "",
    left > 0 ? `\n+${left} more that do not fit here; the log and \`--format json\` have them all\n` : "",
  ].join("");
}

/** Bytes kept for the line that counts what did not fit. */
const noteRoom = 200;

function row(finding: Finding, options: JobSummaryOptions): string {
  const folded = (finding.folded ?? 1) - 1;
  const what = [
    markdownMessage(printable(finding.message)),
    ...finding.related.map(
      (location) => `${placeLink(location, options)} ${markdownMessage(printable(location.label))}`,
    ),
    ...(folded > 0 ? [`and ${folded} more like this`] : []),
  ].join("<br>");
  return `| ${severities[finding.severity]} | ${markdownText(printable(finding.rule))} | ${placeLink(finding.primary, options)} | ${what} |\n`;
}
