/**
 * The lexical rules of PostgreSQL that decide where quoted things end. Each function takes the offset where the thing
 * starts and gives the offset just past it; what never ends, ends with the text.
 */

/** A `'…'` string; `at` is its opening quote. With `escapes` (an `E'…'` string) a backslash takes the next unit along. */
export function stringEnd(text: string, at: number, escapes: boolean): number {
  if (!escapes) return doubledQuoteEnd(text, at, "'");
  let here = at + 1;
  while (here < text.length) {
    const unit = text.charCodeAt(here);
    if (unit === 92) here += 2;
    else if (unit !== 39) here++;
    else if (text.charCodeAt(here + 1) === 39) here += 2;
    else {
      const next = continuation(text, here + 1);
      if (next < 0) return here + 1;
      here = next + 1;
    }
  }
  return text.length;
}

/** A string may go on after a line break (`'a'` newline `'b'` is one string): the offset of the next quote, or -1. */
function continuation(text: string, from: number): number {
  let broken = false;
  for (let at = from; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 10 || unit === 13) broken = true;
    else if (unit === 39) return broken ? at : -1;
    else if (unit !== 32 && unit !== 9) return -1;
  }
  return -1;
}

/** A `"…"` identifier; `at` is its opening quote. */
export function identifierEnd(text: string, at: number): number {
  return doubledQuoteEnd(text, at, '"');
}

function doubledQuoteEnd(text: string, at: number, quote: string): number {
  let here = at + 1;
  for (;;) {
    const close = text.indexOf(quote, here);
    if (close < 0) return text.length;
    if (text[close + 1] !== quote) return close + 1;
    here = close + 2;
  }
}

/** A block comment, which nests. */
export function blockCommentEnd(text: string, at: number): number {
  let depth = 1;
  let here = at + 2;
  while (depth > 0) {
    const close = text.indexOf("*/", here);
    if (close < 0) return text.length;
    const open = text.indexOf("/*", here);
    if (open >= 0 && open < close) {
      depth++;
      here = open + 2;
    } else {
      depth--;
      here = close + 2;
    }
  }
  return here;
}

/** A `--` comment, up to its line break and without it. */
export function lineEnd(text: string, at: number): number {
  let here = at;
  while (here < text.length) {
    const unit = text.charCodeAt(here);
    if (unit === 10 || unit === 13) return here;
    here++;
  }
  return here;
}

/** The tag `$…$` that opens a dollar-quoted string at `at`, or null when the dollar is something else. */
export function dollarTag(text: string, at: number): string | null {
  let here = at + 1;
  if (text.charCodeAt(here) === 36) return "$$";
  if (!isWordStart(text.charCodeAt(here))) return null;
  while (here < text.length) {
    const unit = text.charCodeAt(here);
    if (unit === 36) return text.slice(at, here + 1);
    if (!isWordPart(unit)) return null;
    here++;
  }
  return null;
}

export function dollarStringEnd(text: string, at: number, tag: string): number {
  const close = text.indexOf(tag, at + tag.length);
  return close < 0 ? text.length : close + tag.length;
}

/** A word (key word or bare identifier) that starts at `at`; a dollar may stand inside it. */
export function wordEnd(text: string, at: number): number {
  let here = at + 1;
  while (here < text.length) {
    const unit = text.charCodeAt(here);
    if (!isWordPart(unit)) break;
    here++;
  }
  return here;
}

export function isWordStart(unit: number): boolean {
  return (unit >= 97 && unit <= 122) || (unit >= 65 && unit <= 90) || unit === 95 || unit >= 128;
}

function isWordPart(unit: number): boolean {
  return isWordStart(unit) || isDigit(unit) || unit === 36;
}

export function isDigit(unit: number): boolean {
  return unit >= 48 && unit <= 57;
}

export function isSpace(unit: number): boolean {
  return unit === 32 || (unit >= 9 && unit <= 13) || unit === 0xa0 || unit === 0xfeff;
}

/** A part that a tool fills in before PostgreSQL sees the text. */
export interface TemplateHole {
  readonly start: number;
  readonly end: number;
}

/** Templates are short; the bound keeps a stray `{{` from being searched to the end of a large file each time. */
const longestTemplate = 1000;

/** `{{ … }}`, `{% … %}` or `${…}` that starts at `at`: the offset past it, or -1. */
export function templateEnd(text: string, at: number): number {
  const next = text[at + 1];
  const close = text[at] === "$" ? (next === "{" ? "}" : null) : next === "{" ? "}}" : next === "%" ? "%}" : null;
  if (!close) return -1;
  const window = text.slice(at + 2, at + 2 + longestTemplate);
  const found = window.indexOf(close);
  return found < 0 ? -1 : at + 2 + found + close.length;
}
