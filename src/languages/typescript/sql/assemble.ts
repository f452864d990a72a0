import type { Hole, MapSegment } from "../../../facts/embedded.ts";
import { createLexer } from "./lexer.ts";
import type { Part } from "./parts.ts";
import { placeholder } from "./placeholder.ts";

export interface Assembled {
  readonly text: string;
  readonly map: readonly MapSegment[];
  readonly holes: readonly Hole[];
}

/** Puts parts together to one text, with a placeholder that reads as SQL for each hole. */
export function assemble(parts: readonly Part[]): Assembled {
  let text = "";
  const map: MapSegment[] = [];
  const holes: Hole[] = [];
  const lexer = createLexer();
  let parameter = highestParameter(parts);

  const add = (piece: string): void => {
    text += piece;
    lexer.read(piece);
  };

  for (const [index, part] of parts.entries()) {
    if ("text" in part) {
      const last = map.at(-1);
      if (part.outer !== null) {
        if (last && last.inner + last.length === text.length && last.outer + last.length === part.outer)
          map[map.length - 1] = { ...last, length: last.length + part.text.length };
        else map.push({ inner: text.length, outer: part.outer, length: part.text.length });
      }
      add(part.text);
      continue;
    }
    const next = parts[index + 1];
    const stand = placeholder(lexer.state(), next && "text" in next ? next.text : "", holes.length + 1, parameter + 1);
    if (stand.text.includes(`$${parameter + 1}`)) parameter++;
    map.push({ inner: text.length, outer: part.outer, length: 0 });
    holes.push({ inner: text.length, length: stand.text.length, expression: part.hole, role: stand.role });
    add(stand.text);
  }
  return { text, map, holes };
}

/** The highest `$n` written in the text: placeholders go on after it. */
function highestParameter(parts: readonly Part[]): number {
  let highest = 0;
  for (const part of parts) {
    if ("text" in part)
      for (const match of part.text.matchAll(/\$(\d{1,4})\b/g)) highest = Math.max(highest, Number(match[1]));
  }
  return highest;
}
