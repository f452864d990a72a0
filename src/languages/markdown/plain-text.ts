/** The words of a line without Markdown around them: emphasis, code marks, links, list marks, leading symbols. */
export function plain(text: string): string {
  return text
    .replace(/!\[[^\]]*\]\([^)]*\)/g, "")
    .replace(/\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])/g, "$1")
    .replace(/^\s*(?:[-*+>]\s+)+/, "")
    .replace(/[*_`~]+(?=\S)|(?<=\S)[*_`~]+/g, (marks, at: number, whole: string) =>
      insideWord(whole, at, marks.length) ? marks : "",
    )
    .replace(/^[^\p{L}\p{N}{<[("]+/u, "")
    .replace(/\s+/g, " ")
    .trim();
}

/** `snake_case` keeps its underscore. */
function insideWord(text: string, at: number, length: number): boolean {
  return /\w/.test(text[at - 1] ?? "") && /\w/.test(text[at + length] ?? "") && text[at] === "_";
}
