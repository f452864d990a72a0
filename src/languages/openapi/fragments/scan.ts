/** The offset of the next token: behind white space and comments. */
export function skipBlank(text: string, start: number): number {
  const blank = /(?:\s|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*/y;
  blank.lastIndex = start;
  return start + (blank.exec(text)?.[0].length ?? 0);
}

/** The offset behind the string or template that begins at `start`; the end of the text when it is not closed. */
export function endOfString(text: string, start: number): number {
  const quote = text[start];
  for (let at = start + 1; at < text.length; at++) {
    const char = text[at];
    if (char === "\\") at++;
    else if (char === quote) return at + 1;
    else if (quote === "`" && char === "$" && text[at + 1] === "{") at = closeOf(text, at + 1) - 1;
    else if (quote !== "`" && char === "\n") return at;
  }
  return text.length;
}

/** The offset behind the bracket that closes the one at `start`. */
export function closeOf(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at = afterToken(text, at)) {
    const char = text[at] as string;
    if ("{[(".includes(char)) depth++;
    else if ("}])".includes(char) && --depth === 0) return at + 1;
  }
  return text.length;
}

/** The offset of the comma, semicolon or closing bracket that ends the expression which `start` stands in. */
export function endOfExpression(text: string, start: number): number {
  for (let at = skipBlank(text, start); at < text.length; at = skipBlank(text, at)) {
    const char = text[at] as string;
    if (",;}])".includes(char)) return at;
    at = "{[(".includes(char) ? closeOf(text, at) : afterToken(text, at);
  }
  return text.length;
}

function afterToken(text: string, at: number): number {
  const char = text[at];
  if (char === '"' || char === "'" || char === "`") return Math.max(at + 1, endOfString(text, at));
  if (char === "/" && (text[at + 1] === "/" || text[at + 1] === "*")) return Math.max(at + 1, skipBlank(text, at));
  return at + 1;
}
