import type { Location } from "../../findings/finding.ts";
import type { SourceText } from "../../workspace/source-text.ts";
import { printable } from "../printable.ts";
import type { Mask } from "./mask.ts";
import type { Palette } from "./paint.ts";
import { showLine } from "./source-line.ts";
import { displayWidth } from "./width.ts";

/** Longer lines are generated or minified: a frame of them helps nobody. In UTF-16 units. */
const longestLine = 2000;

export interface FramePart {
  readonly location: Location;
  /** Colours the mark and its label. */
  readonly mark: (text: string) => string;
}

export interface FrameInput {
  readonly source: (file: string) => SourceText | null;
  readonly mask: Mask;
  readonly palette: Palette;
  /** Columns a source line may take. */
  readonly limit: number;
}

/** The frames of one finding under each other, with line numbers aligned, and the width of their gutter. */
export function renderFrames(
  parts: readonly FramePart[],
  input: FrameInput,
): { readonly lines: readonly string[]; readonly gutter: number } {
  const blocks = parts.map((part) => ({ part, source: framedSource(part.location, input) }));
  const numbers = blocks.map(({ part, source }) => (source ? lastLine(part.location) : 1));
  const gutter = String(Math.max(1, ...numbers)).length;
  const lines: string[] = [];
  let previous: Location | null = null;
  for (const { part, source } of blocks) {
    const { location } = part;
    const below = source !== null && previous !== null && sharesLine(previous, location);
    if (!below) lines.push(arrow(location, source === null, gutter, input.palette));
    if (source) lines.push(...frame(part, source, below, gutter, input));
    previous = source && lastLine(location) === location.start.line ? location : null;
  }
  return { lines, gutter };
}

/** `┌─ file:line:col`; without a frame, what stands there follows. */
function arrow(location: Location, bare: boolean, gutter: number, palette: Palette): string {
  const { file, start, label } = location;
  const where = `${printable(file)}:${start.line}:${start.column}`;
  return `${" ".repeat(gutter + 1)}${palette.frame("┌─")} ${where}${bare && label ? `: ${printable(label)}` : ""}`;
}

function frame(part: FramePart, source: SourceText, below: boolean, gutter: number, input: FrameInput): string[] {
  const { location, mark } = part;
  const { start, end, label } = location;
  const row = (number: number | null, sign: string, text: string): string =>
    `${input.palette.frame(`${String(number ?? "").padStart(gutter)} ${sign}`)}${text === "" ? "" : ` ${text}`}`;
  const lineAt = (number: number): string => input.mask(location.file, number, source.line(number));
  const first = lineAt(start.line);
  const last = lastLine(location);
  if (last === start.line) {
    const shown = showLine(
      first,
      start.column - 1,
      end.line === start.line ? end.column - 1 : first.length,
      input.limit,
    );
    const marks = markLines(shown.from, shown.to, label, input.limit, mark).map((text) => row(null, "│", text));
    return below ? marks : [row(start.line, "│", shown.text.trimEnd()), ...marks];
  }
  const opening = showLine(first, start.column - 1, first.trimEnd().length, input.limit);
  const closingLine = lineAt(last);
  const closing = showLine(
    closingLine,
    indentOf(closingLine),
    last === end.line ? end.column - 1 : closingLine.trimEnd().length,
    input.limit,
  );
  return [
    row(start.line, "│", opening.text.trimEnd()),
    ...markLines(opening.from, opening.to, "", input.limit, mark).map((text) => row(null, "│", text)),
    ...(last > start.line + 1 ? [row(null, "·", "")] : []),
    row(last, "│", closing.text.trimEnd()),
    ...markLines(closing.from, closing.to, label, input.limit, mark).map((text) => row(null, "│", text)),
  ];
}

/** The mark with its label behind it; below it where the label would leave the frame. */
function markLines(
  from: number,
  to: number,
  label: string,
  limit: number,
  mark: (text: string) => string,
): readonly string[] {
  const indent = " ".repeat(from);
  const carets = "^".repeat(to - from);
  const text = printable(label);
  if (text === "") return [indent + mark(carets)];
  if (to + 1 + displayWidth(text) <= limit) return [indent + mark(`${carets} ${text}`)];
  return [indent + mark(carets), " ".repeat(Math.max(0, Math.min(from, limit - displayWidth(text)))) + mark(text)];
}

/** A range that ends at the start of a line ends on the line before. */
function lastLine({ start, end }: Location): number {
  return end.column === 1 && end.line > start.line ? end.line - 1 : Math.max(start.line, end.line);
}

function sharesLine(previous: Location, next: Location): boolean {
  return previous.file === next.file && previous.start.line === next.start.line && lastLine(next) === next.start.line;
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

/** The source when its lines can be framed: it can be read, still has them, and they are not huge. */
function framedSource(location: Location, input: FrameInput): SourceText | null {
  const source = input.source(location.file);
  if (!source) return null;
  const last = lastLine(location);
  if (
    last > source.lineCount ||
    lineLength(source, location.start.line) > longestLine ||
    lineLength(source, last) > longestLine
  )
    return null;
  return source.line(location.start.line).trim() === "" && last === location.start.line ? null : source;
}

/** Without making a copy of a line of twenty megabytes. */
function lineLength(source: SourceText, line: number): number {
  const starts = source.lineStarts();
  return (starts[line] ?? source.text.length) - (starts[line - 1] ?? 0);
}
