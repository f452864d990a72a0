import { ts } from "ts-morph";

/** A piece of a text: characters standing unit for unit at `outer` (null for what an escape stands for), or a hole whose expression stands there. */
export type Part =
  | { readonly text: string; readonly outer: number | null }
  | { readonly hole: string; readonly outer: number };

type TemplatePiece = ts.NoSubstitutionTemplateLiteral | ts.TemplateHead | ts.TemplateMiddle | ts.TemplateTail;

const simpleEscapes: Readonly<Record<string, string>> = {
  n: "\n",
  t: "\t",
  r: "\r",
  b: "\b",
  f: "\f",
  v: "\v",
  "0": "\0",
};

/** The characters of a literal as they are at run time, each with the place it is written at. */
export function literalParts(
  literal: ts.StringLiteral | TemplatePiece,
  source: ts.SourceFile,
  raw = false,
): readonly Part[] {
  const start = literal.getStart(source) + 1;
  const end = literal.isUnterminated
    ? literal.end
    : literal.end -
      (literal.kind === ts.SyntaxKind.TemplateHead || literal.kind === ts.SyntaxKind.TemplateMiddle ? 2 : 1);
  const { text } = source;
  const parts: Part[] = [];
  // In a template a line ends with `\n`, however the file writes it.
  const stop = raw ? /\r\n?/g : literal.kind === ts.SyntaxKind.StringLiteral ? /\\/g : /\\|\r\n?/g;
  let from = start;
  while (from < end) {
    stop.lastIndex = from;
    const match = stop.exec(text);
    const at = match && match.index < end ? match.index : end;
    if (at > from) parts.push({ text: text.slice(from, at), outer: from });
    if (at === end || !match) break;
    if (match[0] === "\\") {
      const escape = readEscape(text, at);
      if (escape.text !== "") parts.push({ text: escape.text, outer: escape.outer });
      from = at + escape.length;
    } else {
      parts.push({ text: "\n", outer: match[0] === "\r\n" ? at + 1 : null });
      from = at + match[0].length;
    }
  }
  return parts;
}

/** What the escape at a backslash stands for; `outer` where the very same character is written (`\'`). */
function readEscape(
  text: string,
  at: number,
): { readonly text: string; readonly length: number; readonly outer: number | null } {
  const next = text.charAt(at + 1);
  const simple = simpleEscapes[next];
  if (simple !== undefined) return { text: simple, length: 2, outer: null };
  if (next === "\r" && text.charAt(at + 2) === "\n") return { text: "", length: 3, outer: null };
  if (next === "\n" || next === "\r" || next === "\u2028" || next === "\u2029")
    return { text: "", length: 2, outer: null };
  const hex = /^(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|u\{([\da-fA-F]{1,6})\})/.exec(text.slice(at + 1, at + 11));
  if (hex) {
    const code = Number.parseInt((hex[1] ?? hex[2] ?? hex[3]) as string, 16);
    if (code <= 0x10ffff)
      return {
        text: hex[3] === undefined ? String.fromCharCode(code) : String.fromCodePoint(code),
        length: hex[0].length + 1,
        outer: null,
      };
  }
  const character = String.fromCodePoint(text.codePointAt(at + 1) ?? 0);
  return { text: character, length: 1 + character.length, outer: at + 1 };
}
