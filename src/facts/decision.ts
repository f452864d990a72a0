import type { Subject } from "../findings/place.ts";

/** One architecture decision record: a Markdown file in a decision folder. */
export interface Decision extends Subject {
  readonly file: string;
  /** The number in its name or title; null when it has none. */
  readonly number: number | null;
  readonly title: string;
  /** Lower case, as written, without markup: `accepted`, `superseded by adr-0009`; null when none is written. */
  readonly status: string | null;
  readonly statusAt: Subject["at"] | null;
  /** The decisions its status names, where it says that another one took its place. */
  readonly successors: readonly NamedDecision[];
  /** An ISO date when one is written. */
  readonly date: string | null;
  /** Section titles in order, lower case, with their places. */
  readonly sections: readonly (Subject & { readonly title: string; readonly empty: boolean })[];
  /** Links to other files, as written and resolved against the project root. */
  readonly links: readonly (Subject & { readonly target: string; readonly resolved: string | null })[];
}

/** Another decision, as a decision names it: by a link, by a number, or by both. */
export interface NamedDecision extends Subject {
  /** As written: `0009-help-scripts.md`, `ADR-0009`. */
  readonly written: string;
  /** The file a link leads to; null for a dead link and for a bare number. */
  readonly file: string | null;
  /** The number it is called by; null when only a link without one is written. */
  readonly number: number | null;
}
