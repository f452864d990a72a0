import {
  blockCommentEnd,
  dollarStringEnd,
  dollarTag,
  identifierEnd,
  isDigit,
  isSpace,
  isWordStart,
  lineEnd,
  stringEnd,
  wordEnd,
} from "./scan.ts";

export interface Token {
  /** `word` is a key word or a bare identifier; `name` a quoted one. */
  readonly kind: "word" | "name" | "string" | "number" | "parameter" | "operator";
  readonly start: number;
  readonly end: number;
  /** Words in lower case, names without their quotes, everything else as written. */
  readonly value: string;
}

/**
 * The tokens of one statement, comments left out: where libpg-query gives no place, the place comes from here. Punctuation
 * is one token a unit, runs of operator characters too: what is asked for is commas, parentheses and words.
 */
export function tokenize(text: string, limit = Number.POSITIVE_INFINITY): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length && tokens.length < limit) {
    const unit = text.charCodeAt(at);
    if (isSpace(unit)) at++;
    else if (unit === 45 && text.charCodeAt(at + 1) === 45) at = lineEnd(text, at + 2);
    else if (unit === 47 && text.charCodeAt(at + 1) === 42) at = blockCommentEnd(text, at);
    else {
      const token = tokenAt(text, at, unit);
      tokens.push(token);
      at = token.end;
    }
  }
  return tokens;
}

function tokenAt(text: string, start: number, unit: number): Token {
  if (isWordStart(unit)) return wordToken(text, start, unit);
  if (unit === 39) return raw(text, "string", start, stringEnd(text, start, false));
  if (unit === 34) return nameToken(text, start, start);
  if (isDigit(unit)) return raw(text, "number", start, numberEnd(text, start));
  if (unit === 36) {
    const tag = dollarTag(text, start);
    if (tag) return raw(text, "string", start, dollarStringEnd(text, start, tag));
    return raw(text, "parameter", start, isDigit(text.charCodeAt(start + 1)) ? numberEnd(text, start + 1) : start + 1);
  }
  return raw(text, "operator", start, start + 1);
}

/** Strings and identifiers may have a prefix: `E''`, `B''`, `X''`, `N''`, `U&''`, `U&""`. */
function wordToken(text: string, start: number, unit: number): Token {
  const end = wordEnd(text, start);
  if (end - start === 1) {
    const prefix = unit | 32;
    const next = text.charCodeAt(end);
    if (next === 39 && (prefix === 101 || prefix === 98 || prefix === 120 || prefix === 110)) {
      return raw(text, "string", start, stringEnd(text, end, prefix === 101));
    }
    if (prefix === 117 && next === 38) {
      const quote = text.charCodeAt(end + 1);
      if (quote === 39) return raw(text, "string", start, stringEnd(text, end + 1, false));
      if (quote === 34) return nameToken(text, start, end + 1);
    }
  }
  return { kind: "word", start, end, value: text.slice(start, end).toLowerCase() };
}

function nameToken(text: string, start: number, quote: number): Token {
  const end = identifierEnd(text, quote);
  return { kind: "name", start, end, value: text.slice(quote + 1, end - 1).replaceAll('""', '"') };
}

function raw(text: string, kind: Token["kind"], start: number, end: number): Token {
  return { kind, start, end, value: text.slice(start, end) };
}

function numberEnd(text: string, at: number): number {
  let here = at + 1;
  for (;;) {
    const unit = text.charCodeAt(here);
    if (isDigit(unit) || unit === 46 || unit === 95) here++;
    else return here;
  }
}
