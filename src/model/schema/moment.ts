import type { History, Schema, Step } from "../schema.ts";
import { namesOf, plainName } from "./migration-names.ts";

/** A history up to one of its migrations, and the schema it then has. */
export interface Moment {
  readonly history: History;
  readonly steps: readonly Step[];
  readonly schema: Schema;
}

/** A history with all of its migrations. */
export function latestMoment(history: History): Moment {
  return { history, steps: history.steps, schema: history.schema };
}

/**
 * The moments right after the migrations a name may mean: a path means one, a version one in each history. What a name says
 * in full goes before what it says in part: `12` means the version 12, and not `12_users`, when there are both.
 */
export function momentsNamed(histories: readonly History[], name: string): readonly Moment[] {
  const all = histories.flatMap((history) =>
    history.steps.map((step, at) => ({ history, step, steps: history.steps.slice(0, at + 1) })),
  );
  const plain = plainName(name);
  const exact = all.filter(({ step }) => step.migration.file === plain || step.migration.version === name);
  const found = exact.length > 0 ? exact : all.filter(({ step }) => namesOf(step.migration).includes(plain));
  return found.map(({ history, step, steps }) => ({ history, steps, schema: step.after }));
}
