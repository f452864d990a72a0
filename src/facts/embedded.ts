/**
 * A text of one language found inside a file of another: SQL in a TypeScript migration or query, an OpenAPI fragment in
 * a comment. Languages never call each other; the engine hands an embedded text to its own language.
 */
export interface EmbeddedText {
  readonly language: "sql" | "openapi";
  /** What it is for: a migration's statement, or a query the code runs. */
  readonly role: "migration" | "query" | "document";
  /** For a migration's text: the method it stands in. */
  readonly section?: "up" | "down";
  /** The one database it is run on, where the code around it branches by database: `postgresql`, `mysql`, `sqlite`, … */
  readonly dialect?: string;
  /** The file it stands in. */
  readonly file: string;
  /** The text as its own language reads it: escapes resolved, each unknown part replaced by a placeholder. */
  readonly text: string;
  /** Where its parts stand in the outer file, in order of `inner`. */
  readonly map: readonly MapSegment[];
  /** Parts of the text that are not known from the source (an interpolated value or fragment). */
  readonly holes: readonly Hole[];
  /** The function or method it stands in, when there is one: `UserRepository.find`. */
  readonly owner?: string;
  /** The name of the builder method whose SQL this is: the call is known then, and stands for nothing more. */
  readonly call?: { readonly start: number; readonly end: number };
  /** It stands in a branch, a loop or a handler: whether it runs is not known from the source. */
  readonly conditional?: true;
}

/** `length` code units from `inner` in the text stand, unit for unit, from `outer` in the file. */
export interface MapSegment {
  readonly inner: number;
  readonly outer: number;
  readonly length: number;
}

export interface Hole {
  readonly inner: number;
  readonly length: number;
  /** The source text of the interpolated expression. */
  readonly expression: string;
  /**
   * What it probably is, by its position: `value` leaves the text's shape known, behind an `identifier` is a name we do
   * not know, behind a `fragment` anything, so that the text is incomplete.
   */
  readonly role?: "value" | "identifier" | "fragment";
}

/** The offset in the outer file of an offset in the embedded text: exact inside a segment, else the nearest mapped one before it. */
export function outerOffset(map: readonly MapSegment[], inner: number): number {
  let low = 0;
  let high = map.length - 1;
  let found: MapSegment | undefined;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const segment = map[middle] as MapSegment;
    if (segment.inner <= inner) {
      found = segment;
      low = middle + 1;
    } else high = middle - 1;
  }
  if (!found) return map[0]?.outer ?? 0;
  return found.outer + Math.min(inner - found.inner, found.length);
}
