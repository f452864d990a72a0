/** The YAML of one `@openapi` or `@swagger` comment; all that is not YAML in it is blank, so that offsets are the file's. */
interface CommentText {
  /** Where it begins in the file, in UTF-16 code units. */
  readonly start: number;
  readonly text: string;
}

const isTagged = /^([ \t]*\*?[ \t]*)@(?:openapi|swagger)\b[ \t]*/;

/**
 * The texts that swagger-jsdoc reads out of a file of code: what follows `@openapi` or `@swagger` in a `/** … *\/`
 * comment, up to the next tag. The paths of one operation stand above its route this way.
 */
export function commentTexts(code: string): readonly CommentText[] {
  return [...code.matchAll(/\/\*\*[\s\S]*?\*\//g)].flatMap(({ 0: comment, index }) => textsIn(comment, index));
}

function textsIn(comment: string, offset: number): CommentText[] {
  if (!/@(?:openapi|swagger)\b/.test(comment)) return [];
  const texts: CommentText[] = [];
  let open: { start: number; text: string } | null = null;
  let at = 0;
  for (const line of comment
    .replace(/\*\/$/, "  ")
    .replace(/^\/\*\*/, "   ")
    .split(/(?<=\n)/)) {
    const tag = isTagged.exec(line);
    if (tag || /^[ \t]*\*?[ \t]*@\w/.test(line)) {
      if (open) texts.push(open);
      open = tag ? { start: offset + at, text: blank(tag[0]) + line.slice(tag[0].length) } : null;
    } else if (open) open.text += line.replace(/^[ \t]*\*(?!\/)/, blank);
    at += line.length;
  }
  if (open) texts.push(open);
  return texts.filter(({ text }) => text.trim() !== "");
}

function blank(text: string): string {
  return text.replace(/\S/g, " ");
}
