import type { MapSegment } from "../../facts/embedded.ts";
import type { Token } from "./tokens.ts";

/** What a string literal says, and where each part of that stands among the offsets of the text around it. */
export interface LiteralText {
  readonly text: string;
  readonly map: readonly MapSegment[];
}

/** Reads a dollar-quoted or plain literal; null for an `E'…'` string with escapes, whose text is not a slice of the source. */
export function literalText(token: Token): LiteralText | null {
  const { value, start } = token;
  if (value.startsWith("$")) {
    const tag = value.indexOf("$", 1) + 1;
    const text = value.slice(tag, Math.max(tag, value.length - tag));
    return { text, map: [{ inner: 0, outer: start + tag, length: text.length }] };
  }
  const quote = value.indexOf("'");
  if (
    quote > 0 &&
    (quote !== 1 || !/^[eEnN]$/.test(value[0] as string) || (/^[eE]/.test(value) && value.includes("\\")))
  )
    return null;
  return doubledQuotes(value.slice(quote + 1, value.endsWith("'") ? -1 : undefined), start + quote + 1);
}

/** `''` inside a literal is one quote, and stands where the second of the two does: what ends with it ends behind both. */
function doubledQuotes(raw: string, outer: number): LiteralText {
  const map: MapSegment[] = [];
  let text = "";
  let at = 0;
  for (;;) {
    // A segment may start with the second quote of a pair: pairs are looked for behind it.
    const pair = raw.indexOf("''", at === 0 ? 0 : at + 1);
    const end = pair < 0 ? raw.length : pair;
    if (end > at || pair < 0) map.push({ inner: text.length, outer: outer + at, length: end - at });
    text += raw.slice(at, end);
    if (pair < 0) return { text, map };
    at = pair + 1;
  }
}
