/** One line of a Markdown file, as far as decisions need it. */
export interface Line {
  /** Offsets in the file, in UTF-16 code units, without the line end. */
  readonly start: number;
  readonly end: number;
  /** The text, comments blanked with spaces so that columns stay; empty inside a code fence. */
  readonly text: string;
  readonly kind: "front matter" | "heading" | "text" | "code";
  /** 1 to 6 for a heading, else 0. */
  readonly level: number;
  /** A heading's words. */
  readonly title: string;
}

/** Reads a Markdown text into lines, in one pass: front matter, headings (`#` and underlined), fences and comments. */
export function readLines(source: string): readonly Line[] {
  const text = blankComments(source);
  const lines: Line[] = [];
  let fence: string | null = null;
  let frontMatter = false;
  for (let start = 0; start <= text.length;) {
    const found = text.indexOf("\n", start);
    const next = found < 0 ? text.length : found;
    const end = next > start && text.charCodeAt(next - 1) === 13 ? next - 1 : next;
    const content = text.slice(start, end);
    const line = { start, end, text: content, kind: "text", level: 0, title: "" } as const;
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(content)?.[1];
    if (lines.length === 0 && /^---\s*$/.test(content)) {
      frontMatter = true;
      lines.push({ ...line, kind: "front matter" });
    } else if (frontMatter) {
      lines.push({ ...line, kind: "front matter" });
      if (/^(?:---|\.\.\.)\s*$/.test(content)) frontMatter = false;
    } else if (fence !== null) {
      if (mark?.startsWith(fence)) fence = null;
      lines.push({ ...line, text: "", kind: "code" });
    } else if (mark) {
      fence = mark;
      lines.push({ ...line, text: "", kind: "code" });
    } else lines.push(heading(line) ?? underlined(line, lines) ?? line);
    start = next + 1;
  }
  // A front matter that never ends is no front matter: the dashes were a rule.
  return frontMatter
    ? lines.map((line) => (line.kind === "front matter" ? { ...line, kind: "text" as const } : line))
    : lines;
}

function heading(line: Line): Line | null {
  const match = /^ {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$/.exec(line.text);
  return match
    ? { ...line, kind: "heading", level: (match[1] as string).length, title: (match[2] ?? "").trim() }
    : null;
}

/** `Title` over `=====`: the line before becomes the heading, and this one is nothing. */
function underlined(line: Line, lines: Line[]): Line | null {
  const mark = /^ {0,3}(=+|-{3,})[ \t]*$/.exec(line.text)?.[1];
  const above = lines.at(-1);
  if (!mark || above?.kind !== "text" || above.text.trim() === "" || /^\s*(?:[-*+>|]|\d+\.)/.test(above.text))
    return null;
  lines[lines.length - 1] = {
    ...above,
    kind: "heading",
    level: mark.startsWith("=") ? 1 : 2,
    title: above.text.trim(),
  };
  return { ...line, text: "" };
}

/** Comments become spaces: what a template explains in them is not what the decision says. */
function blankComments(text: string): string {
  return text.replace(/<!--[\s\S]*?(?:-->|$)/g, (comment) => comment.replace(/[^\r\n]/g, " "));
}
