import type { Part } from "../sql/parts.ts";

/** A piece of SQL: written by the library, or taken from the source with its places. */
export type Sql = string | readonly Part[];

/** SQL put together from pieces: `` sql`DROP TABLE ${name}` ``. */
export function sql(strings: TemplateStringsArray, ...pieces: readonly Sql[]): readonly Part[] {
  return strings.flatMap((text, index) => [...own(text), ...(index < pieces.length ? own(pieces[index] as Sql) : [])]);
}

export function own(piece: Sql): readonly Part[] {
  if (typeof piece !== "string") return piece;
  return piece === "" ? [] : [{ text: piece, outer: null }];
}

export function join(pieces: readonly Sql[], separator: string): readonly Part[] {
  return pieces.flatMap((piece, index) => (index === 0 ? own(piece) : [...own(separator), ...own(piece)]));
}

/** The text alone; an unknown part is a question mark. */
export function textOf(piece: Sql): string {
  return typeof piece === "string" ? piece : piece.map((part) => ("text" in part ? part.text : "?")).join("");
}

/**
 * Says that a piece of SQL stands for the source from `start` to `end`: its first character for the first, its last for
 * the last, so that a statement, a column or a constraint is pointed at as the whole expression it came from.
 */
export function placed(at: { readonly start: number; readonly end: number }, piece: Sql): readonly Part[] {
  const parts = [...own(piece)];
  const last = parts.pop();
  if (!last) return [];
  if (!("text" in last) || last.text.length < 2)
    return [anchor(at.start), ...parts, anchor(at.end - 1), ...unplaced(last)];
  const kept = last.text.length - 1;
  return [
    anchor(at.start),
    ...parts,
    { ...last, text: last.text.slice(0, kept) },
    anchor(at.end - 1),
    ...own(last.text.slice(kept)),
  ];
}

function anchor(outer: number): Part {
  return { text: "", outer };
}

function unplaced(part: Part): readonly Part[] {
  return "text" in part ? own(part.text) : [part];
}

/** `"name"`; quotes inside are doubled. */
export function quoted(name: Sql): readonly Part[] {
  return sql`"${doubled(name, '"')}"`;
}

/** `'text'`; quotes inside are doubled. */
export function literal(text: Sql): readonly Part[] {
  return sql`'${doubled(text, "'")}'`;
}

function doubled(piece: Sql, quote: string): readonly Part[] {
  return own(piece).flatMap((part): readonly Part[] => {
    if (!("text" in part) || !part.text.includes(quote)) return [part];
    let from = 0;
    return part.text.split(quote).flatMap((text, index) => {
      const outer = part.outer === null ? null : part.outer + from;
      from += text.length + 1;
      const between: readonly Part[] = index === 0 ? [] : [{ text: quote + quote, outer: null }];
      return text === "" ? between : [...between, { text, outer }];
    });
  });
}
