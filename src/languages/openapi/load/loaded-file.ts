import type { Json } from "../../../rule/openapi-visitor.ts";

/** What is wrong with a text as YAML or JSON. */
export interface SyntaxProblem {
  /** UTF-16 code units. */
  readonly start: number;
  readonly end: number;
  readonly message: string;
}

export interface Parsed {
  /** Undefined when nothing of it could be read. */
  readonly value: Json | undefined;
  readonly problems: readonly SyntaxProblem[];
}

/** One YAML or JSON file, as values; the same file is parsed once however often it is referenced. */
export interface LoadedFile extends Parsed {
  readonly file: string;
  /** Why it could not be read at all; null when it could. */
  readonly unread: { readonly line: number; readonly reason: string } | null;
  /** In code: the objects and lists, as JSON Pointers, of which something is written that is not known. */
  readonly partial?: ReadonlySet<string>;
  /** A root that is put together from fragments: `#` in each of them is this root as well. */
  readonly isMerged?: true;
}

/** Deeper than any contract (real ones stay under 60), shallow enough for the stack of every walk. */
export const deepest = 400;
