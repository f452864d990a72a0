import { outerOffset } from "../../facts/embedded.ts";
import type { MapSegment } from "../../facts/embedded.ts";
import type { TextPlace } from "../../findings/place.ts";

/** A SQL text and where it stands: a whole file, or a text inside one (an embedded text, the body of a DO block). */
export interface SqlText {
  readonly file: string;
  readonly text: string;
  /** The offset in the file of an offset in the text. */
  outer(offset: number): number;
  /** Where every part of the text stands, when it is put together from an expression and no part has a place of its own. */
  readonly spread?: { readonly start: number; readonly end: number };
}

export function fileText(file: string, text: string): SqlText {
  return { file, text, outer: (offset) => offset };
}

/** A text whose parts stand at `map` inside another one. */
export function innerText(outside: SqlText, text: string, map: readonly MapSegment[]): SqlText {
  return { file: outside.file, text, outer: (offset) => outside.outer(outerOffset(map, offset)) };
}

export function embeddedText(file: string, text: string, map: readonly MapSegment[]): SqlText {
  return { file, text, outer: (offset) => outerOffset(map, offset) };
}

/** The end is mapped through the last unit inside, so that a range never runs into the next segment. */
export function placeIn(source: SqlText, start: number, end: number): TextPlace {
  if (source.spread) return { file: source.file, ...source.spread };
  const from = source.outer(start);
  return { file: source.file, start: from, end: end > start ? Math.max(from, source.outer(end - 1) + 1) : from };
}
