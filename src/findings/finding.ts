import type { Place } from "./place.ts";

/** How much it matters. Exit codes depend on it (`--fail-on`, default `error`). */
export type Severity = "error" | "warning" | "info";

/** How sure we are, apart from how much it matters. The preset `recommended` shows `high` only. */
export type Confidence = "high" | "medium" | "low";

/** 1-based; columns count UTF-16 code units, as editors and SARIF's default do. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A labelled range of one file. `end` is exclusive. */
export interface Location {
  /** Path relative to the project root, with `/`. */
  readonly file: string;
  readonly start: Position;
  readonly end: Position;
  /** What stands here, in a few words: "dropped here", "still read here". May be empty. */
  readonly label: string;
  /** A secret stands here: its text must not be shown. */
  readonly masked?: true;
}

/** A change that mends a finding. `manual` fixes have no edits and say in words what to do. */
export interface Fix {
  readonly title: string;
  readonly safety: "safe" | "unsafe" | "manual";
  readonly edits: readonly Edit[];
}

export interface Edit {
  readonly at: Place;
  readonly replacement: string;
}

/** A decided fault: what reporters render, and the public JSON shape. */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  /** One line, lower case, no full stop; the user's names stand in backticks. */
  readonly message: string;
  readonly primary: Location;
  readonly related: readonly Location[];
  readonly anchor: string;
  /** Hash of rule, anchor and what tells two findings on one anchor apart: no line numbers, no message text. */
  readonly fingerprint: string;
  readonly fixes: readonly Fix[];
  /** How many reports this finding stands for, itself included, when it was folded; absent when it stands for itself. */
  readonly folded?: number;
  /** Why they were folded: one cause, a convention most of the artefact shares, or applied history. */
  readonly foldedBy?: FoldKind;
  /** Every place it stands for, in order, when it was folded. */
  readonly places?: readonly Location[];
  /** Whether it was there before; absent where nothing was compared. A fold is introduced when one of its reports is. */
  readonly change?: "introduced" | "unchanged";
}

export type FoldKind = "cause" | "convention" | "history";

/** Something archlint met and could not read: never silent, never fatal. */
export interface Unread {
  readonly file: string;
  /** 1-based line where the unread part starts. */
  readonly line: number;
  readonly reason: string;
}
