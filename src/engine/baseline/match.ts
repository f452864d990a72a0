import { posix } from "node:path";
import { fingerprint } from "../fingerprint.ts";
import { ownParts, shapeOf, type Prints } from "../prints.ts";
import type { RawFinding } from "../raw-finding.ts";
import type { BaselineEntry, WrittenEntry } from "./entry.ts";

/** A report with every name a baseline may know it by. */
interface Candidate {
  readonly raw: RawFinding;
  /** The parts of the fingerprints of the folds it may join. */
  readonly folds: readonly (readonly string[])[];
}

export interface MatchInput {
  readonly entries: readonly WrittenEntry[];
  readonly candidates: readonly Candidate[];
  readonly prints: Prints;
  /** Whether a file is no longer there: only then can its findings have moved. */
  readonly gone: (file: string) => boolean;
  readonly isPast: (until: string) => boolean;
}

export interface Matches {
  /** The entries that stand for something, each as it would be written today: moved ones under their new name. */
  readonly used: ReadonlyMap<WrittenEntry, BaselineEntry>;
  /** Reports that a baseline takes out of sight. */
  readonly known: ReadonlySet<RawFinding>;
  /** Entries that stand for something and whose last day has passed: they hide nothing. */
  readonly expired: readonly WrittenEntry[];
}

/** Finds for each entry what it stands for: by fingerprint, and where its file is gone by what the fingerprint says but for files. */
export function matchBaseline(input: MatchInput): Matches {
  const used = new Map<WrittenEntry, BaselineEntry>();
  const byRaw = new Map<RawFinding, WrittenEntry[]>();
  const take = (entry: WrittenEntry, raw: RawFinding, now: BaselineEntry): void => {
    if (!used.has(entry)) used.set(entry, now);
    const list = byRaw.get(raw);
    if (list) list.push(entry);
    else byRaw.set(raw, [entry]);
  };

  const byPrint = grouped(input.entries, (entry) => entry.fingerprint);
  for (const { raw, folds } of input.candidates) {
    const names = [input.prints.own(raw), ...folds.map((parts) => fingerprint(...parts))];
    for (const name of names) for (const entry of byPrint.get(name) ?? []) take(entry, raw, entry);
  }
  const moved = input.entries.filter(
    (entry) => entry.shape !== undefined && !used.has(entry) && input.gone(entry.file),
  );
  if (moved.length > 0) matchMoved(moved, input, byRaw, take);

  const expired = [...used.keys()].filter(({ until }) => until !== undefined && input.isPast(until));
  const over = new Set(expired);
  const known = [...byRaw].filter(([, entries]) => entries.some((entry) => !over.has(entry))).map(([raw]) => raw);
  return { used, known: new Set(known), expired };
}

function matchMoved(
  entries: readonly WrittenEntry[],
  { candidates, prints }: MatchInput,
  byRaw: ReadonlyMap<RawFinding, unknown>,
  take: (entry: WrittenEntry, raw: RawFinding, now: BaselineEntry) => void,
): void {
  const byShape = grouped(entries, (entry) => entry.shape as string);
  const foldNow = new Map<WrittenEntry, string>();
  for (const { raw, folds } of candidates) {
    if (byRaw.has(raw)) continue;
    const own = shapeOf(ownParts(raw), raw);
    const entry = own === null ? undefined : takeNearest(byShape.get(own), raw);
    if (entry) {
      take(entry, raw, at(entry, raw, prints.own(raw)));
      continue;
    }
    for (const parts of folds) {
      const shape = shapeOf(parts, raw);
      const print = fingerprint(...parts);
      // One entry stands for all reports of its fold, and for one fold only.
      const waiting = shape === null ? undefined : byShape.get(shape);
      const found = waiting?.find((one) => (foldNow.get(one) ?? print) === print);
      if (!found) continue;
      foldNow.set(found, print);
      take(found, raw, at(found, raw, print));
      break;
    }
  }
}

/** The entry of a file of the same name, else the first one; each stands for one report, and is taken out. */
function takeNearest(waiting: WrittenEntry[] | undefined, raw: RawFinding): WrittenEntry | undefined {
  if (!waiting || waiting.length === 0) return undefined;
  const name = posix.basename(raw.primary.file);
  const same = waiting.findIndex((entry) => posix.basename(entry.file) === name);
  return waiting.splice(Math.max(same, 0), 1)[0];
}

function at(entry: BaselineEntry, raw: RawFinding, name: string): BaselineEntry {
  return { ...entry, anchor: raw.anchor, file: raw.primary.file, fingerprint: name };
}

function grouped<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}
