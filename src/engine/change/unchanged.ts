import type { WrittenEntry } from "../baseline/entry.ts";
import { matchBaseline } from "../baseline/match.ts";
import type { Judgement } from "../decide.ts";
import { ownParts, shapeOf } from "../prints.ts";
import type { RawFinding } from "../raw-finding.ts";

/** The reports of two runs that are the same. */
export interface Unchanged {
  /** Reports of now that were there before. */
  readonly now: ReadonlySet<RawFinding>;
  /** Reports of before that are still there, though an ignore may hide them now. */
  readonly before: ReadonlySet<RawFinding>;
}

/** Told by fingerprint, and by their shape where their file has moved: as a baseline of the earlier run would know them. */
export function unchangedReports(now: Judgement, before: Judgement): Unchanged {
  const reports = new Map<WrittenEntry, RawFinding>();
  for (const raw of before.raw) {
    const shape = shapeOf(ownParts(raw), raw);
    reports.set(
      {
        rule: raw.rule.id,
        anchor: raw.anchor,
        file: raw.primary.file,
        fingerprint: before.fold.prints.own(raw),
        ...(shape === null ? {} : { shape }),
        start: 0,
        end: 0,
      },
      raw,
    );
  }
  const { known, used } = matchBaseline({
    entries: [...reports.keys()],
    candidates: [...now.raw, ...now.suppressed].map((raw) => ({ raw, folds: [] })),
    prints: now.fold.prints,
    gone: (file) => !now.files.has(file),
    isPast: () => false,
  });
  return { now: known, before: new Set([...used.keys()].flatMap((entry) => reports.get(entry) ?? [])) };
}
