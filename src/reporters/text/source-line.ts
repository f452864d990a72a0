import { visible } from "../printable.ts";
import { characterWidth } from "./width.ts";

/** A part of a source line made fit for a terminal, with the columns its marked part takes in `text`. */
export interface ShownLine {
  readonly text: string;
  /** 0-based columns; `to` is exclusive and at least one more than `from`. */
  readonly from: number;
  readonly to: number;
}

const tabSize = 4;
const ellipsis = "…";

/** Expands tabs, replaces controls and cuts the line around `[start, end)` (UTF-16 units) to `limit` columns. */
export function showLine(line: string, start: number, end: number, limit: number): ShownLine {
  const cells = toCells(line);
  const total = cells.length === 0 ? 0 : (cells.at(-1) as Cell).column + (cells.at(-1) as Cell).width;
  const from = columnAt(cells, start, total);
  const to = Math.max(from + 1, columnAt(cells, Math.max(end, start), total));
  if (total <= limit) return { text: cells.map((cell) => cell.text).join(""), from, to };
  return cut(cells, { from, to }, total, limit);
}

interface Cell {
  readonly text: string;
  readonly column: number;
  readonly width: number;
  /** Where it starts in the line, in UTF-16 units. */
  readonly unit: number;
}

function toCells(line: string): readonly Cell[] {
  const cells: Cell[] = [];
  let column = 0;
  let unit = 0;
  for (const character of line) {
    const tab = character === "\t";
    const text = tab ? " ".repeat(tabSize - (column % tabSize)) : visible(character);
    const width = tab ? text.length : characterWidth(text);
    cells.push({ text, column, width, unit });
    column += width;
    unit += character.length;
  }
  return cells;
}

function columnAt(cells: readonly Cell[], unit: number, total: number): number {
  return cells.find((cell) => cell.unit >= unit)?.column ?? total;
}

/** Keeps the start of the mark in sight, with what stands before it for a quarter of the room, and as much of the mark as fits. */
function cut(cells: readonly Cell[], mark: { from: number; to: number }, total: number, limit: number): ShownLine {
  const spare = Math.max(0, limit - (mark.to - mark.from));
  const before = Math.min(mark.from, Math.max(Math.floor(spare / 2), Math.floor(limit / 4)));
  const first = Math.max(0, Math.min(mark.from - before, total - limit));
  const last = first + limit;
  const kept = cells.filter(
    (cell) => cell.column >= first + (first > 0 ? 1 : 0) && cell.column + cell.width <= last - (last < total ? 1 : 0),
  );
  const lead = first > 0 ? ellipsis : "";
  const origin = (kept[0]?.column ?? first) - lead.length;
  const text = lead + kept.map((cell) => cell.text).join("") + (last < total ? ellipsis : "");
  const from = Math.max(0, mark.from - origin);
  return { text, from, to: Math.max(from + 1, Math.min(mark.to - origin, limit)) };
}
