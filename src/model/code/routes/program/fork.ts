import { credited } from "./credited.ts";
import type { Branch, Machine, Trail } from "./machine.ts";
import type { Scope } from "./scope.ts";
import { onlySettings, union } from "./truth.ts";
import { choice, type Doubt, type Value } from "./values.ts";

/** What the names assigned in a branch were before it. */
export type Journal = Map<Scope, Map<string, Value | undefined>>;

interface Outcome {
  readonly trail: Trail;
  /** Whether control goes on after it. */
  readonly goesOn: boolean;
  readonly assigned: Journal;
  /** Doubts that came up within it: not those of the condition it was taken under. */
  readonly raised: readonly Doubt[];
  readonly within: Scope | undefined;
}

/**
 * Runs each branch from the same start. What goes on from only one of them goes on under its doubts; where several go
 * on, the doubts are settled, and a name they left different is one or the other.
 */
export function runFork(branches: readonly Branch[], machine: Machine & { journal: Journal | null }): boolean {
  const before = machine.trail;
  const outer = machine.journal;
  const outcomes = branches.flatMap((branch): readonly Outcome[] => {
    if (branch.exists?.() === false) return [];
    const { start, setting, scope } = branch;
    const journal: Journal = new Map();
    machine.journal = journal;
    machine.trail = {
      ...before,
      doubts: start?.doubts ? union(before.doubts, start.doubts) : before.doubts,
      credential: before.credential || (start?.credential ?? false),
      settings: setting ? [...before.settings, setting] : before.settings,
    };
    const falls = branch.run();
    const trail = machine.trail;
    const raised = trail.doubts.filter((doubt) => !before.doubts.includes(doubt) && !start?.doubts?.includes(doubt));
    const goesOn = falls && !trail.ended && !trail.thrown;
    return [{ trail, goesOn, assigned: rollBack(journal), raised, within: scope }];
  });
  machine.journal = outer;
  const going = outcomes.filter((outcome) => outcome.goesOn);
  const bySettings = branches.every(({ start }) => onlySettings(start?.doubts ?? []));
  join(going.length > 0 ? going : outcomes, before, bySettings, machine);
  if (going.length === 1 && branches.length > 1) machine.trail = (going[0] as Outcome).trail;
  else if (going.length > 0) machine.trail = { ...before, doubts: union(before.doubts, sharedDoubts(going)) };
  else {
    const ended = outcomes.length > 0 && outcomes.every(({ trail }) => trail.ended);
    machine.trail = {
      ...before,
      ended,
      thrown:
        !ended &&
        outcomes.some(({ trail }) => trail.thrown) &&
        outcomes.every(({ trail }) => trail.ended || trail.thrown),
    };
  }
  return going.length > 0;
}

/** What every way on raised is in doubt, whichever was taken: each asked a judge of its own. */
function sharedDoubts([first, ...others]: readonly Outcome[]): readonly Doubt[] {
  return first ? first.raised.filter((doubt) => others.every(({ raised }) => raised.includes(doubt))) : [];
}

export function assignName(scope: Scope, name: string, value: Value, journal: Journal | null): void {
  scope.widen(name);
  const holder = scope.holder(name) ?? scope;
  if (journal) {
    let names = journal.get(holder);
    if (!names) journal.set(holder, (names = new Map()));
    if (!names.has(name)) names.set(name, holder.names.get(name));
  }
  holder.names.set(name, value);
}

/** Undoes what a branch assigned, and says what it was. */
function rollBack(journal: Journal): Journal {
  const assigned: Journal = new Map();
  for (const [scope, names] of journal) {
    const values = new Map<string, Value | undefined>();
    for (const [name, old] of names) {
      values.set(name, scope.names.get(name));
      if (old === undefined) scope.names.delete(name);
      else scope.names.set(name, old);
    }
    assigned.set(scope, values);
  }
  return assigned;
}

/** What a branch assigned for want of credentials says so after it, whichever branches it is joined with. */
function join(
  outcomes: readonly Outcome[],
  before: Trail,
  bySettings: boolean,
  machine: { journal: Journal | null },
): void {
  const touched = new Map<Scope, Set<string>>();
  for (const { assigned } of outcomes) {
    for (const [scope, names] of assigned) {
      const known = touched.get(scope) ?? new Set();
      for (const name of names.keys()) known.add(name);
      touched.set(scope, known);
    }
  }
  for (const [scope, names] of touched) {
    for (const name of names) {
      const values = outcomes.flatMap(({ assigned, trail, within }) => {
        const own = assigned.get(scope)?.get(name);
        if (own) return [trail.credential && !before.credential ? credited(own) : own];
        const value = assigned.get(scope)?.has(name)
          ? undefined
          : (within?.narrowedOf(name, scope) ?? scope.names.get(name));
        return value ? [value] : [];
      });
      if (values.length > 0) assignName(scope, name, choice(values, bySettings), machine.journal);
    }
  }
}
