import { Buffer } from "node:buffer";
import type { Finding } from "../findings/finding.ts";
import type { ReportContext, Result } from "../findings/result.ts";
import { count } from "./count.ts";
import { grouped } from "./grouped.ts";
import { fitting } from "./github/fitting.ts";
import { markdownMessage, markdownText } from "./github/markdown.ts";
import { placeLink, type LinkOptions } from "./github/place-link.ts";
import { printable } from "./printable.ts";
import { checked, compared, leftOut, staleBaseline, verdict } from "./summary.ts";

export interface MarkdownOptions extends LinkOptions {
  /** Bytes it may take; default {@link commentLimit}. */
  readonly limit?: number;
}

/** GitHub takes 65,536 characters for a comment. Counted in bytes, of which there are never fewer. */
export const commentLimit = 65_536;

/** For the line that counts what did not fit. */
const noteRoom = 200;
/** What ends the fold of a rule. */
const closing = "\n</details>\n\n";
const order = { error: 0, warning: 1, info: 2 };

/**
 * The comment on a pull request: the sum, then the findings of each rule folded away, the gravest rules first. Its first
 * line, invisible, tells a script which of its comments to replace.
 */
export function renderMarkdown(result: Result, context: ReportContext, options: MarkdownOptions): string {
  const limit = options.limit ?? commentLimit;
  const looked = [compared(result), checked(result.examined), leftOut(result), staleBaseline(result)]
    .filter(Boolean)
    .join("; ");
  const head = `<!-- archlint -->\n### archlint\n\n**${line(verdict(result))}**\n\n${line(looked)}\n\n`;
  const graver = result.findings.toSorted((a, b) => order[a.severity] - order[b.severity]);
  const parts: string[] = [head];
  let room = limit - Buffer.byteLength(head) - noteRoom;
  let left = result.findings.length;
  for (const [rule, findings] of grouped(graver, ({ rule }) => rule)) {
    const opening = openingOf(rule, findings, context);
    const rows = fitting(
      findings.map((finding) => row(finding, options)),
      room - Buffer.byteLength(opening + closing),
    );
    if (rows.count === 0) break;
    parts.push(opening, rows.text, closing);
    room -= Buffer.byteLength(opening + closing) + rows.bytes;
    left -= rows.count;
    if (rows.count < findings.length) break;
  }
  const unread = fitting(
    result.unread.map(({ file, line: at, reason }) => `- not read: ${line(`${file}:${at}: ${reason}`)}\n`),
    room,
  );
  parts.push(unread.text);
  const more = left + result.unread.length - unread.count;
  if (more > 0) parts.push(`\n+${more} more that do not fit here; \`--format json\` has them all\n`);
  return `${parts.join("").trimEnd()}\n`;
}

function openingOf(rule: string, findings: readonly Finding[], context: ReportContext): string {
  const text = context.rule(rule);
  const severity = findings[0]?.severity ?? "info";
  const title = `<b>${severity}</b> ${line(rule)}: ${count(findings.length, "finding")}`;
  const explained = text ? `${line(text.why)}\n\n<b>How to mend it:</b> ${line(text.fix)}\n\n` : "";
  return `<details>\n<summary>${title}</summary>\n\n${explained}`;
}

/** One line of a list: nothing of a name can end it. */
function row(finding: Finding, options: LinkOptions): string {
  const folded = (finding.folded ?? 1) - 1;
  const parts = [
    `${placeLink(finding.primary, options)} ${markdownMessage(printable(finding.message))}`,
    ...finding.related.map((related) => `${placeLink(related, options)} ${markdownMessage(printable(related.label))}`),
    ...(folded > 0 ? [`and ${folded} more like this`] : []),
    ...finding.fixes.slice(0, 1).map((fix) => `fix: ${markdownMessage(printable(fix.title))}`),
  ];
  return `- ${parts.join("<br>")}\n`;
}

function line(text: string): string {
  return markdownMessage(printable(text)) || markdownText("?");
}
