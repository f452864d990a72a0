import { compareText } from "../order.ts";

/** Where a baseline stands when nothing else is said, relative to the root. */
export const defaultBaseline = ".archlint-baseline";

/** The version of the format; raised when an older archlint would misread a newer file. */
export const baselineVersion = 1;

/** One known finding. A line of the file, in this order of members. */
export interface BaselineEntry {
  readonly rule: string;
  /** What the finding is about, for people. */
  readonly anchor: string;
  /** Where it was; with `shape`, how it is found again after the file has moved. */
  readonly file: string;
  readonly fingerprint: string;
  /** The fingerprint without the names of files; absent when no part of it names one. */
  readonly shape?: string;
  /** Written by hand: why it is left. */
  readonly reason?: string;
  /** Written by hand: who will mend it. */
  readonly owner?: string;
  /** Written by hand: the last day it is left, `YYYY-MM-DD`. */
  readonly until?: string;
}

/** An entry as it stands in a file. */
export interface WrittenEntry extends BaselineEntry {
  /** Offsets of its line. */
  readonly start: number;
  readonly end: number;
}

/** A baseline as read. */
export interface Baseline {
  /** Relative to the root. */
  readonly file: string;
  readonly entries: readonly WrittenEntry[];
}

/** By rule, then by what the entry is about: neighbours stay neighbours when files move, and merges seldom conflict. */
function compareEntries(a: BaselineEntry, b: BaselineEntry): number {
  return (
    compareText(a.rule, b.rule) ||
    compareText(a.anchor, b.anchor) ||
    compareText(a.file, b.file) ||
    compareText(a.fingerprint, b.fingerprint)
  );
}

/** The text of a baseline: a first line that names the format, then one sorted line a finding. */
export function renderBaseline(entries: readonly BaselineEntry[]): string {
  const lines = entries.toSorted(compareEntries).map((entry) => JSON.stringify(inOrder(entry)));
  return `${[JSON.stringify({ "archlint-baseline": baselineVersion }), ...lines].join("\n")}\n`;
}

function inOrder({ rule, anchor, file, fingerprint, shape, reason, owner, until }: BaselineEntry): BaselineEntry {
  return {
    rule,
    anchor,
    file,
    fingerprint,
    ...(shape === undefined ? {} : { shape }),
    ...(reason === undefined ? {} : { reason }),
    ...(owner === undefined ? {} : { owner }),
    ...(until === undefined ? {} : { until }),
  };
}
