import type { Part } from "../statements.ts";

export interface Bodies {
  readonly up: Part | null;
  readonly down: Part | null;
}

/**
 * Where the bodies of `up` and `down` stand in a migration's code, by a scan that knows strings, templates, comments and
 * brackets: enough to know whether a down is there and whether it does anything.
 */
export function bodies(text: string): Bodies {
  return { up: bodyOf(text, "up"), down: bodyOf(text, "down") };
}

function bodyOf(text: string, name: "up" | "down"): Part | null {
  const declared = new RegExp(
    `(?:\\bexports\\.${name}\\s*=|\\bfunction\\s+${name}\\b|(?<![.\\w$])_?${name}\\s*(?=\\()|(?<![.\\w$])_?${name}\\s*[:=])`,
    "g",
  );
  for (const match of text.matchAll(declared)) {
    const body = bodyFrom(text, match.index + match[0].length);
    if (body) return body;
  }
  return null;
}

/** A function follows: its parameters, then a block or, after an arrow, an expression. */
function bodyFrom(text: string, from: number): Part | null {
  const opening =
    /^\s*(?:async\b\s*)?(?:function\b\s*\w*\s*)?(?:<[^>(]*>\s*)?/.exec(text.slice(from, from + 200))?.[0].length ?? 0;
  let at = from + opening;
  if (text[at] === "(") at = skipBrackets(text, at);
  else {
    const parameter = /^\w+\s*(?==>)/.exec(text.slice(at, at + 100));
    if (!parameter) return null;
    at += parameter[0].length;
  }
  const bridge = /^\s*(?::[^{};=]*)?(=>\s*|(?=\{))/.exec(text.slice(at, at + 300));
  if (!bridge) return null;
  at += bridge[0].length;
  if (text[at] === "{") return { start: at + 1, end: skipBrackets(text, at) - 1 };
  return bridge[1] ? { start: at, end: expressionEnd(text, at) } : null;
}

function expressionEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length) {
    const unit = text[at] as string;
    if (unit === ";" || unit === "," || unit === "}" || unit === ")") return at;
    at = "([{".includes(unit) ? skipBrackets(text, at) : skipUnit(text, at);
  }
  return at;
}

/** Past the bracket that closes the one at `at`. */
function skipBrackets(text: string, at: number): number {
  let depth = 0;
  let here = at;
  while (here < text.length) {
    const unit = text[here] as string;
    if ("([{".includes(unit)) depth++;
    else if (")]}".includes(unit) && --depth === 0) return here + 1;
    here = skipUnit(text, here);
  }
  return text.length;
}

/** Past one unit, or past the whole string, template or comment that starts here. */
function skipUnit(text: string, at: number): number {
  const unit = text[at];
  if (unit === "'" || unit === '"') return quotedEnd(text, at, unit);
  if (unit === "`") return templateEnd(text, at);
  if (unit !== "/") return at + 1;
  if (text[at + 1] === "/") return endAt(text, "\n", at, 0);
  if (text[at + 1] === "*") return endAt(text, "*/", at + 2, 2);
  return isRegex(text, at) ? quotedEnd(text, at, "/") : at + 1;
}

/** A slash divides after a value; elsewhere it opens a regular expression. */
function isRegex(text: string, at: number): boolean {
  return /[(,=:[!&|?{};+]\s*$/.test(text.slice(Math.max(0, at - 20), at));
}

function quotedEnd(text: string, at: number, quote: string): number {
  for (let here = at + 1; here < text.length; here++) {
    if (text[here] === "\\") here++;
    else if (text[here] === quote || text[here] === "\n") return here + 1;
  }
  return text.length;
}

function templateEnd(text: string, at: number): number {
  let here = at + 1;
  while (here < text.length) {
    if (text[here] === "\\") here += 2;
    else if (text[here] === "`") return here + 1;
    else if (text.startsWith("${", here)) here = skipBrackets(text, here + 1);
    else here++;
  }
  return text.length;
}

function endAt(text: string, mark: string, from: number, past: number): number {
  const found = text.indexOf(mark, from);
  return found < 0 ? text.length : found + past;
}

/** Whether a body does nothing: only comments, a bare return, a callback called at once. */
export function isEmptyBody(text: string, body: Part): boolean {
  const bare = withoutComments(text.slice(body.start, body.end)).trim();
  return /^(?:return\b)?\s*(?:(?:await\s+)?Promise\.resolve\(\s*\)|null|undefined|true|(?:callback|cb|done|next)\(\s*\))?\s*;?$/.test(
    bare,
  );
}

function withoutComments(text: string): string {
  let kept = "";
  let at = 0;
  while (at < text.length) {
    const next = skipUnit(text, at);
    if (!(text[at] === "/" && (text[at + 1] === "/" || text[at + 1] === "*"))) kept += text.slice(at, next);
    at = next;
  }
  return kept;
}
