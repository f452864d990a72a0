import { shapeOf } from "../prints.ts";
import type { Folded } from "../fold.ts";
import type { BaselineEntry, WrittenEntry } from "./entry.ts";
import type { Matches } from "./match.ts";

/** What a run says of the baseline it read. */
export interface Judged {
  readonly entries: readonly WrittenEntry[];
  readonly matches: Matches;
  /** Entries that stand for nothing any more. */
  readonly stale: ReadonlySet<unknown>;
}

export interface Rewritten {
  readonly entries: readonly BaselineEntry[];
  readonly added: number;
  /** Entries that stand for nothing any more, or that another one stands for now. */
  readonly removed: number;
  /** Entries found again in another file. */
  readonly moved: number;
}

/** A finding as an entry, without what people write. */
export function entryOf({ rule, anchor, primary, fingerprint, parts, raw }: Folded): BaselineEntry {
  const shape = shapeOf(parts, raw);
  return { rule, anchor, file: primary.file, fingerprint, ...(shape === null ? {} : { shape }) };
}

/** The baseline without what is gone, moved entries under their new name. Entries of rules that did not run stay. */
export function pruned({ entries, matches, stale }: Judged): Rewritten {
  const kept = new Map<string, BaselineEntry>();
  for (const entry of entries) {
    if (stale.has(entry)) continue;
    const today = matches.used.get(entry) ?? entry;
    const twin = kept.get(today.fingerprint);
    kept.set(today.fingerprint, twin ? { ...today, ...textsOf(twin) } : today);
  }
  return {
    entries: [...kept.values()].map(withoutOffsets),
    added: 0,
    removed: entries.length - kept.size,
    moved: movedIn(matches),
  };
}

/**
 * The baseline as today's findings make it: new ones in, gone ones out, what people wrote stays. An entry that today's
 * findings say in another fold is kept only when somebody wrote something into it.
 */
export function updated(judged: Judged, today: readonly Folded[]): Rewritten {
  const base = pruned(judged);
  const standing = new Set([...judged.matches.used.values()].map((entry) => entry.fingerprint));
  const now = new Map(today.map((finding) => [finding.fingerprint, entryOf(finding)]));
  const others: BaselineEntry[] = [];
  let known = 0;
  for (const entry of base.entries) {
    const texts = textsOf(entry);
    const current = now.get(entry.fingerprint);
    if (current) {
      now.set(entry.fingerprint, { ...current, ...texts });
      known++;
    } else if (!standing.has(entry.fingerprint) || Object.keys(texts).length > 0) others.push(entry);
  }
  return {
    entries: [...now.values(), ...others],
    added: now.size - known,
    removed: base.removed + base.entries.length - known - others.length,
    moved: base.moved,
  };
}

function movedIn({ used }: Matches): number {
  return [...used].filter(([entry, today]) => entry !== today).length;
}

type Texts = Pick<BaselineEntry, "reason" | "owner" | "until">;

function textsOf({ reason, owner, until }: Texts): Texts {
  return {
    ...(reason === undefined ? {} : { reason }),
    ...(owner === undefined ? {} : { owner }),
    ...(until === undefined ? {} : { until }),
  };
}

function withoutOffsets(entry: BaselineEntry): BaselineEntry {
  const { start: _start, end: _end, ...rest } = entry as WrittenEntry;
  return rest;
}
