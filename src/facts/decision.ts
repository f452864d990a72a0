import type { Subject } from "../findings/place.ts";

/** One architecture decision record: a Markdown file in a decision folder. */
export interface Decision extends Subject {
  readonly file: string;
  /** The number in its name or title; null when it has none. */
  readonly number: number | null;
  readonly title: string;
  /** Lower case, as written: `accepted`; null when none is written. */
  readonly status: string | null;
  readonly statusAt: Subject["at"] | null;
  /** An ISO date when one is written. */
  readonly date: string | null;
  /** Section titles in order, lower case, with their places. */
  readonly sections: readonly (Subject & { readonly title: string; readonly empty: boolean })[];
  /** Links to other files, as written and resolved against the project root. */
  readonly links: readonly (Subject & { readonly target: string; readonly resolved: string | null })[];
}
