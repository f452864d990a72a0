import type { Line } from "./lines.ts";

/** A link as written; `column`s count in the text it was found in. */
export interface Link {
  readonly target: string;
  readonly start: number;
  readonly end: number;
}

const inline = /(?<!!)\[(?:[^\]\\]|\\.)*\]\(\s*(?:<([^>]*)>|([^\s)]+))[^)]*\)/g;
const definition = /^ {0,3}\[[^\]]+\]:\s*(?:<([^>]*)>|(\S+))/;

/** The links of a text that starts at `offset`: `[text](target)` and `[label]: target`; images are none. */
export function linksIn(text: string, offset: number): readonly Link[] {
  const links: Link[] = [];
  for (const match of text.matchAll(inline)) {
    const target = match[1] ?? match[2] ?? "";
    links.push({ target, start: offset + match.index, end: offset + match.index + match[0].length });
  }
  const reference = definition.exec(text);
  if (reference)
    links.push({ target: reference[1] ?? reference[2] ?? "", start: offset, end: offset + reference[0].length });
  return links;
}

export function linksOf(lines: readonly Line[]): readonly Link[] {
  return lines.flatMap((line) =>
    line.kind === "text" || line.kind === "heading" ? linksIn(line.text.replace(/`[^`]*`/g, blank), line.start) : [],
  );
}

/** The file part of a link into the repository, still percent-encoded; null for the web, mail and places of the same page. */
export function fileTarget(target: string): string | null {
  if (/^(?:[a-z][a-z0-9+.-]*:|\/\/|#)/i.test(target)) return null;
  return target.replace(/[?#].*$/, "") || null;
}

function blank(code: string): string {
  return " ".repeat(code.length);
}
