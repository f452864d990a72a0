import type { Machine } from "../program/machine.ts";
import { entityOf, options, type Value } from "../program/values.ts";
import type { TrpcState } from "./state.ts";

/** What of tRPC's a value is, in each of the ways it may be. */
export function trpcStates(value: Value, machine: Machine): readonly TrpcState[] {
  return options(machine.force(value)).flatMap((option) => {
    const entity = entityOf(machine.force(option));
    return entity?.framework === "trpc" ? [entity.state as TrpcState] : [];
  });
}
