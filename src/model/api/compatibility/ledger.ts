import type { ApiNode } from "../../../facts/api-source.ts";
import type { Place } from "../../../findings/place.ts";
import type { Call } from "./call.ts";
import type { Difference, Direction } from "./difference.ts";
import { SchemaComparison } from "./compare-schemas.ts";

/** A difference and the calls it reaches, each by its place. */
export interface Change extends Difference {
  /** In the order of the document; empty for what is of no one call. */
  readonly reached: readonly Call[];
}

/** The places in order of confidence: the surest way to a difference decides. */
const sureness = { high: 2, medium: 1, low: 0 } as const;

/** Collects the differences of two documents. One place that differs in one way is one change, whoever reaches it. */
export class Ledger {
  readonly calls: Call[] = [];
  readonly #schemas = new SchemaComparison();
  readonly #written: { difference: Difference; calls: ReadonlySet<number> }[] = [];

  /** The number of a call, for what is found in it. */
  enter(call: Call): number {
    return this.calls.push(call) - 1;
  }

  write(difference: Difference, call: number | null): void {
    this.#written.push({ difference, calls: new Set(call === null ? [] : [call]) });
  }

  schemas(before: ApiNode | null, after: ApiNode | null, direction: Direction, root: string, call: number): void {
    if (before && after) this.#schemas.compare(before, after, direction, root, call);
  }

  changes(): readonly Change[] {
    const found = new Map<string, { difference: Difference; calls: Set<number> }>();
    for (const { difference, calls } of [...this.#written, ...this.#schemas.differences()]) {
      const { kind, subject, fact, direction } = difference;
      const id = JSON.stringify([kind, direction, subject, fact, placeText(difference.at)]);
      const known = found.get(id);
      if (!known) {
        found.set(id, { difference, calls: new Set(calls) });
        continue;
      }
      for (const call of calls) known.calls.add(call);
      if (sureness[difference.confidence] > sureness[known.difference.confidence]) known.difference = difference;
    }
    return [...found.values()].map(({ difference, calls }) => ({
      ...difference,
      reached: [...calls].toSorted((a, b) => a - b).flatMap((index) => this.calls[index] ?? []),
    }));
  }
}

function placeText(place: Place): string {
  return "pointer" in place ? `${place.file}#${place.pointer}` : `${place.file}:${place.start}`;
}
