import type { TextPlace } from "../../findings/place.ts";
import { placeIn } from "./sql-text.ts";
import type { SqlText } from "./sql-text.ts";
import { tokenize } from "./tokens.ts";
import type { Token } from "./tokens.ts";

const headLength = 12;

/** A half-open range of offsets in a statement's text. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/**
 * The text of one statement, as the parser reads it, with the answers the parser does not give: offsets in UTF-16
 * instead of bytes, ends of parts, and the places of parts that have no location in the tree.
 */
export class StatementText {
  readonly source: SqlText;
  /** Where the statement starts in the source. */
  readonly from: number;
  /** Templates are filled with placeholders of the same length, so offsets are those of the source. */
  readonly text: string;
  #tokens: Token[] | undefined;
  #byteOffsets: Uint32Array | null | undefined;

  constructor(source: SqlText, from: number, text: string) {
    this.source = source;
    this.from = from;
    this.text = text;
  }

  get tokens(): readonly Token[] {
    return (this.#tokens ??= tokenize(this.text));
  }

  /** The first tokens: enough to say what it is, and all that is asked of most statements. */
  get head(): readonly Token[] {
    return this.#tokens ?? tokenize(this.text, headLength);
  }

  place(range: Range): TextPlace {
    return placeIn(this.source, this.from + range.start, this.from + range.end);
  }

  whole(): Range {
    return { start: 0, end: this.text.length };
  }

  /** The UTF-16 offset of a byte offset of the tree; the tree leaves out offset 0. */
  offset(byte: number | undefined): number {
    if (byte === undefined || byte < 0) return 0;
    if (this.#byteOffsets === undefined) this.#byteOffsets = byteOffsets(this.text);
    if (this.#byteOffsets === null) return byte;
    return this.#byteOffsets[Math.min(byte, this.#byteOffsets.length - 1)] ?? 0;
  }

  /** The index of the first token at or after an offset. */
  tokenAt(offset: number): number {
    const tokens = this.tokens;
    let low = 0;
    let high = tokens.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((tokens[middle] as Token).start < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The index of the next token with this value outside parentheses, from `index` on and before `end`; -1 when there is none. */
  find(value: string, index = 0, end = this.tokens.length): number {
    let depth = 0;
    for (let at = index; at < end; at++) {
      const token = this.tokens[at] as Token;
      if (depth === 0 && token.value === value && token.kind !== "name" && token.kind !== "string") return at;
      if (token.kind !== "operator") continue;
      if (token.value === "(" || token.value === "[") depth++;
      else if (token.value === ")" || token.value === "]") depth--;
    }
    return -1;
  }

  /** The index of the token that closes the parenthesis at `open`, or the number of tokens. */
  close(open: number): number {
    let depth = 0;
    for (let at = open; at < this.tokens.length; at++) {
      const token = this.tokens[at] as Token;
      if (token.kind !== "operator") continue;
      if (token.value === "(") depth++;
      else if (token.value === ")" && --depth === 0) return at;
    }
    return this.tokens.length;
  }

  /** The items between commas from the token `index` up to the token `end`. */
  items(index: number, end = this.tokens.length): Range[] {
    const items: Range[] = [];
    let first = index;
    for (;;) {
      const comma = this.find(",", first, end);
      const last = (comma < 0 ? end : comma) - 1;
      if (last >= first)
        items.push({ start: (this.tokens[first] as Token).start, end: (this.tokens[last] as Token).end });
      if (comma < 0) return items;
      first = comma + 1;
    }
  }

  /** The text inside the first parentheses at or after an offset; null when there are none. */
  inParentheses(offset: number, end = this.text.length): Range | null {
    const open = this.find("(", this.tokenAt(offset));
    if (open < 0 || (this.tokens[open] as Token).start >= end) return null;
    const close = this.close(open);
    return { start: (this.tokens[open] as Token).end, end: this.tokens[close]?.start ?? this.text.length };
  }

  /** A range on one line: comments left out, every run of white space one space, what stands in quotes as it is. */
  render(range: Range): string {
    let rendered = "";
    let previous: Token | undefined;
    for (let at = this.tokenAt(range.start); at < this.tokens.length; at++) {
      const token = this.tokens[at] as Token;
      if (token.start >= range.end) break;
      if (previous && previous.end < token.start) rendered += " ";
      rendered += this.text.slice(token.start, token.end);
      previous = token;
    }
    return rendered;
  }
}

/** For each byte of the UTF-8 form the UTF-16 offset of its character; null when all is ASCII and they are equal. */
function byteOffsets(text: string): Uint32Array | null {
  if (isAscii(text)) return null;
  const offsets: number[] = [];
  for (let at = 0; at < text.length; at++) {
    const point = text.codePointAt(at) as number;
    const bytes = point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    for (let byte = 0; byte < bytes; byte++) offsets.push(at);
    if (point > 0xffff) at++;
  }
  offsets.push(text.length);
  return Uint32Array.from(offsets);
}

function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 127) return false;
  return true;
}
