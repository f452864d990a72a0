import type { Position } from "../findings/finding.ts";

/** A decoded text file with its line starts, computed on first use. */
export class SourceText {
  readonly file: string;
  /** Without a byte order mark. */
  readonly text: string;
  /** What the bytes were. `latin1` is the reading of bytes that are not valid UTF-8. */
  readonly encoding: "utf-8" | "utf-16le" | "utf-16be" | "latin1";
  #lineStarts: Uint32Array | undefined;

  constructor(file: string, text: string, encoding: SourceText["encoding"] = "utf-8") {
    this.file = file;
    this.text = text;
    this.encoding = encoding;
  }

  /** The position of an offset in UTF-16 code units; offsets past the end are the end. A line ends with `\n`, `\r\n` or `\r`. */
  positionAt(offset: number): Position {
    const starts = this.lineStarts();
    const target = Math.max(0, Math.min(offset, this.text.length));
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] as number) <= target) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: target - (starts[low] as number) + 1 };
  }

  /** The offset of a 1-based position; positions past a line's end are its end, and past the text's end its end. */
  offsetAt(position: Position): number {
    const starts = this.lineStarts();
    if (position.line < 1) return 0;
    const start = starts[position.line - 1] ?? this.text.length;
    const next = starts[position.line] ?? this.text.length + 1;
    return Math.min(start + Math.max(1, position.column) - 1, next - 1);
  }

  /** The text of a 1-based line, without its line end. */
  line(number: number): string {
    const starts = this.lineStarts();
    const start = starts[number - 1];
    if (start === undefined) return "";
    return this.text.slice(start, starts[number] ?? this.text.length).replace(/\r?\n$|\r$/, "");
  }

  get lineCount(): number {
    return this.lineStarts().length;
  }

  lineStarts(): Uint32Array {
    if (this.#lineStarts) return this.#lineStarts;
    const starts = [0];
    const { text } = this;
    for (let at = 0; at < text.length; at++) {
      const unit = text.charCodeAt(at);
      if (unit === 10) starts.push(at + 1);
      else if (unit === 13 && text.charCodeAt(at + 1) !== 10) starts.push(at + 1);
    }
    this.#lineStarts = Uint32Array.from(starts);
    return this.#lineStarts;
  }
}
