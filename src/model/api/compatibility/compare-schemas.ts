import type { ApiNode } from "../../../facts/api-source.ts";
import { compareAlternatives } from "./compare-alternatives.ts";
import { compareMembers } from "./compare-objects.ts";
import { compareValues } from "./compare-values.ts";
import type { Difference, Direction } from "./difference.ts";
import { namingOf, type Below, type Naming } from "./schema-pair.ts";
import { SchemaViews } from "./schema-view.ts";

interface Met {
  readonly differences: readonly Difference[];
  readonly above: Set<Met>;
  readonly calls: Set<number>;
}

/**
 * Compares the schemas of two documents. Each pair of places is compared once in each direction, however many operations
 * reach it and in whatever circles schemas refer to each other; who is reached is asked only of pairs that differ.
 */
export class SchemaComparison {
  readonly #views = { before: new SchemaViews(), after: new SchemaViews() };
  readonly #met = new Map<string, Met>();

  /** Compares two schemas and all below them, for a call by its number. */
  compare(before: ApiNode, after: ApiNode, direction: Direction, root: string, call: number): void {
    const naming = namingOf([after], { root, path: "" });
    const waiting: { below: Below; above: Met | null }[] = [
      { below: { before: [before], after: [after], naming, sure: true }, above: null },
    ];
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const { below, above } = next;
      const { met, found } = this.#meet(below, direction, below.naming);
      if (above) met.above.add(above);
      else met.calls.add(call);
      for (const inner of found.toReversed()) waiting.push({ below: inner, above: met });
    }
  }

  /** Every difference with the numbers of the calls it reaches, in order. */
  *differences(): Generator<{ readonly difference: Difference; readonly calls: ReadonlySet<number> }> {
    for (const met of this.#met.values()) {
      if (met.differences.length === 0) continue;
      const calls = callsAbove(met);
      for (const difference of met.differences) yield { difference, calls };
    }
  }

  /** What is below is told the first time only. */
  #meet(below: Below, direction: Direction, naming: Naming): { met: Met; found: readonly Below[] } {
    const before = this.#views.before.of(below.before);
    const after = this.#views.after.of(below.after);
    const id = `${direction} ${below.sure ? "" : "~"}${before.id} → ${after.id}`;
    const known = this.#met.get(id);
    if (known) return { met: known, found: [] };
    const pair = { before, after, direction, naming, views: this.#views, sure: below.sure };
    const values = compareValues(pair);
    const parts = values.some(({ kind }) => kind === "type-changed")
      ? []
      : [compareMembers(pair), compareAlternatives(pair)];
    const met: Met = {
      differences: [...values, ...parts.flatMap((part) => part.differences)],
      above: new Set(),
      calls: new Set(),
    };
    this.#met.set(id, met);
    return { met, found: parts.flatMap((part) => part.below) };
  }
}

function callsAbove(start: Met): ReadonlySet<number> {
  const calls = new Set<number>();
  const seen = new Set([start]);
  for (const met of seen) {
    for (const call of met.calls) calls.add(call);
    for (const above of met.above) seen.add(above);
  }
  return calls;
}
