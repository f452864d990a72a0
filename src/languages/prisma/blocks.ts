/** A block of a Prisma schema: `model User { … }`. Offsets count UTF-16 code units. */
export interface Block {
  readonly kind: string;
  readonly name: string;
  readonly nameAt: number;
  readonly start: number;
  readonly end: number;
  /** Its entries, each a field or an attribute of the block, without comments. */
  readonly entries: readonly Entry[];
}

export interface Entry {
  /** Comments are blanks in it, so that every character stands where it stood. */
  readonly text: string;
  readonly start: number;
}

const opening = /^[ \t]*(model|view|type|enum|datasource|generator)[ \t]+(\w+)[ \t]*\{/gm;

/** The blocks of a schema, in order. What is no block is passed over: Prisma itself is the judge of that. */
export function blocksOf(source: string): readonly Block[] {
  const text = withoutComments(source);
  const blocks: Block[] = [];
  opening.lastIndex = 0;
  for (let found = opening.exec(text); found; found = opening.exec(text)) {
    const [whole, kind = "", name = ""] = found;
    const start = found.index + whole.search(/\S/);
    const body = found.index + whole.length;
    const { entries, end } = entriesFrom(text, body);
    blocks.push({
      kind,
      name,
      nameAt: found.index + whole.indexOf(name, whole.indexOf(kind) + kind.length),
      start,
      end,
      entries,
    });
    opening.lastIndex = end;
  }
  return blocks;
}

/** Entries end with their line, where no bracket is open. */
function entriesFrom(text: string, from: number): { readonly entries: readonly Entry[]; readonly end: number } {
  const entries: Entry[] = [];
  let depth = 0;
  let start = from;
  let at = from;
  const close = () => {
    const line = text.slice(start, at);
    const blank = line.search(/\S/);
    if (blank >= 0) entries.push({ text: line.slice(blank).trimEnd(), start: start + blank });
    start = at + 1;
  };
  for (; at < text.length; at++) {
    const char = text[at];
    if (char === '"') at = endOfString(text, at);
    else if (char === "(" || char === "[" || char === "{") depth++;
    else if (char === "}" && depth === 0) break;
    else if (char === ")" || char === "]" || char === "}") depth = Math.max(0, depth - 1);
    else if (char === "\n" && depth === 0) close();
  }
  close();
  return { entries, end: Math.min(at + 1, text.length) };
}

function endOfString(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at++) {
    if (text[at] === "\\") at++;
    else if (text[at] === '"' || text[at] === "\n") return at;
  }
  return text.length;
}

function withoutComments(text: string): string {
  return text.replace(/"(?:\\.|[^"\\\n])*"|\/\/[^\n]*/g, (part) =>
    part.startsWith('"') ? part : " ".repeat(part.length),
  );
}
