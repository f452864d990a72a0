import { displayWidth } from "./width.ts";

/** Breaks prose at spaces into lines of at most `width` columns; a longer word stands alone on its line, whole. */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  let taken = 0;
  for (const word of text.split(/ +/).filter((part) => part !== "")) {
    const columns = displayWidth(word);
    if (taken > 0 && taken + 1 + columns > width) {
      lines.push(line);
      line = "";
      taken = 0;
    }
    line += taken > 0 ? ` ${word}` : word;
    taken += taken > 0 ? 1 + columns : columns;
  }
  if (line !== "" || lines.length === 0) lines.push(line);
  return lines;
}
