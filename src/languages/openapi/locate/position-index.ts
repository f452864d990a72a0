export interface Range {
  readonly start: number;
  readonly end: number;
}

/** What a pointer leads to, or the innermost thing that exists on the way to it. */
export interface Found {
  /** How many segments of the pointer exist. */
  readonly depth: number;
  /** The key's token, quotes included; null for list items and the root. */
  readonly key: Range | null;
  /** The whole value. */
  readonly value: Range;
  /** What frames a value without a key best: a scalar itself, the first key of a block mapping, the opening brace. */
  readonly head: Range;
}

export interface PositionIndex {
  /** Undefined when the text has no values at all. */
  find(pointer: string): Found | undefined;
}
