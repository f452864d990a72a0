import type { Machine } from "../program/machine.ts";
import { entityOf, options, type Value } from "../program/values.ts";
import type { HonoState } from "./state.ts";

/** What of Hono's a value is, in each of the ways it may be. */
export function honoStates(value: Value, machine: Machine): readonly HonoState[] {
  return options(machine.force(value)).flatMap((option) => {
    const entity = entityOf(machine.force(option));
    return entity?.framework === "hono" ? [entity.state as HonoState] : [];
  });
}
