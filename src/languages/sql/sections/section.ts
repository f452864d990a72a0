import type { Part } from "../statements.ts";

/** One migration inside a file: which parts of the text are its up and its down. */
export interface Section {
  /** What tells it from others in the same file; null when the file is one migration. */
  readonly id: string | null;
  readonly up: readonly Part[];
  /** null when the file has no down. */
  readonly down: DownSection | null;
  /** What a mark in the file says of the transaction; null when none does. */
  readonly transaction: boolean | null;
}

export interface DownSection {
  /** What introduces it: a mark's line. */
  readonly at: Part;
  readonly parts: readonly Part[];
  /** The text its parts are of, when it is not the file's own: of the same length. */
  readonly text?: string;
}
