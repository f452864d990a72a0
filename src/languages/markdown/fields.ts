import { plain } from "./plain-text.ts";
import type { Line } from "./lines.ts";

/** A named value of a decision, wherever its author wrote it. */
export interface Field {
  /** As written, without markup. */
  readonly value: string;
  /** The raw text, and where it starts in the file: links stand in it. */
  readonly raw: string;
  readonly start: number;
  readonly end: number;
}

/**
 * Every value of a field, in the order of trust: front matter (`status: accepted`), a section (`## Status` and its
 * lines), a line (`* Status: accepted`, `**Status:** accepted`), a table row or column. The first form that is there
 * counts, for a body may quote others. `name` is the source of a regular expression.
 */
export function field(lines: readonly Line[], name: string): readonly Field[] {
  for (const find of [inFrontMatter, inSection, onLine, inTable]) {
    const found = find(lines, name);
    if (found.length > 0) return found;
  }
  return [];
}

function inFrontMatter(lines: readonly Line[], name: string): Field[] {
  const pattern = new RegExp(`^${name}\\s*:\\s*(["']?)(.*?)\\1\\s*(?:#.*)?$`, "i");
  for (const line of lines) {
    if (line.kind !== "front matter") break;
    const match = pattern.exec(line.text);
    if (match?.[2]) return [fieldAt(line, line.text.indexOf(match[2], match[0].indexOf(":")), match[2])];
  }
  return [];
}

function inSection(lines: readonly Line[], name: string): Field[] {
  const at = lines.findIndex((line) => line.kind === "heading" && sameWord(line.title, name));
  if (at < 0) return inlineHeading(lines, name);
  const found: Field[] = [];
  for (const line of lines.slice(at + 1)) {
    if (line.kind === "heading") break;
    if (line.kind === "text" && plain(line.text) !== "")
      found.push(fieldAt(line, line.text.search(/\S/), line.text.trim()));
  }
  return found;
}

/** `## Status: accepted`. */
function inlineHeading(lines: readonly Line[], name: string): Field[] {
  const pattern = new RegExp(`^[*_]*${name}[*_]*\\s*:[*_\\s]*(\\S.*)$`, "i");
  for (const line of lines) {
    const value = line.kind === "heading" ? pattern.exec(line.title)?.[1] : undefined;
    if (value) return [fieldAt(line, line.text.lastIndexOf(value), value)];
  }
  return [];
}

function onLine(lines: readonly Line[], name: string): Field[] {
  const pattern = new RegExp(`^\\s*(?:[-*+>]\\s+)*[*_]*${name}[*_]*\\s*[:：][*_\\s]*(\\S.*)$`, "i");
  for (const line of lines) {
    const value = line.kind === "text" ? pattern.exec(line.text)?.[1]?.trimEnd() : undefined;
    if (value && plain(value) !== "") return [fieldAt(line, line.text.lastIndexOf(value), value)];
  }
  return [];
}

/** `| Status | accepted |`, or a column called Status whose first row holds the value. */
function inTable(lines: readonly Line[], name: string): Field[] {
  for (const [at, line] of lines.entries()) {
    if (line.kind !== "text" || !line.text.trimStart().startsWith("|")) continue;
    const row = cells(line);
    const column = row.findIndex((cell) => sameWord(plain(cell.raw).replace(/:$/, ""), name));
    if (column < 0) continue;
    const below = lines[at + 1];
    const isHeader = below !== undefined && /^\s*\|?[\s:|-]*-{2,}[\s:|-]*$/.test(below.text);
    const beside = row[column + 1];
    const values = lines[at + 2];
    const value =
      isHeader && values && row.length !== 2
        ? cells(values)[column]
        : (beside ?? (isHeader && values ? cells(values)[column] : undefined));
    if (value && plain(value.raw) !== "") return [value];
  }
  return [];
}

function cells(line: Line): Field[] {
  const found: Field[] = [];
  let start = line.text.indexOf("|") + 1;
  for (
    let end = line.text.indexOf("|", start);
    start > 0 && start < line.text.length;
    end = line.text.indexOf("|", start)
  ) {
    const stop = end < 0 ? line.text.length : end;
    const raw = line.text.slice(start, stop);
    found.push(fieldAt(line, start + Math.max(0, raw.search(/\S/)), raw.trim()));
    start = stop + 1;
  }
  return found;
}

function fieldAt(line: Line, column: number, raw: string): Field {
  const start = line.start + Math.max(0, column);
  return { value: plain(raw), raw, start, end: Math.min(start + raw.length, line.end) };
}

function sameWord(title: string, name: string): boolean {
  return new RegExp(`^(?:[\\d.]+\\s*)?${name}$`, "i").test(plain(title));
}
