import type { QualifiedName } from "../../../facts/sql-parts.ts";
import type { FoldedChange, Step } from "../../schema.ts";
import { isEmptiedBefore } from "../emptied-before.ts";
import type { TableEffect } from "./effect.ts";
import { effectsOf } from "./effects-of.ts";
import { blocksWrites } from "./lock-mode.ts";

/** What a change certainly does to tables that others may be using. */
export function liveEffects(folded: FoldedChange, version: number): readonly TableEffect[] {
  if (folded.statement.certainty !== "certain" || folded.refusal !== null) return [];
  return effectsOf(folded, version).tables.filter((effect) => effect.live);
}

/** The same, of the one table a change names; undefined when that table is new or unknown, or has just been emptied. */
export function liveEffectOn(folded: FoldedChange, name: QualifiedName, version: number): TableEffect | undefined {
  const table = folded.before.table(name);
  if (table === undefined || isEmptiedBefore(folded, table)) return undefined;
  return liveEffects(folded, version).find((effect) => effect.table.anchor === table.anchor);
}

/** Locks that make readers or writers of a live table wait, in the order a step takes them. */
export function blockingLocks(
  step: Step,
  version: number,
): readonly { readonly folded: FoldedChange; readonly effects: readonly TableEffect[] }[] {
  return step.statements
    .flatMap((statement) => statement.changes)
    .map((folded) => ({ folded, effects: liveEffects(folded, version).filter((effect) => blocksWrites(effect.lock)) }))
    .filter(({ effects }) => effects.length > 0);
}
