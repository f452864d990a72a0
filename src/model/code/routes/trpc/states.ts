import type { Machine } from "../program/machine.ts";
import { entityOf, options, type Value } from "../program/values.ts";
import type { TrpcState } from "./state.ts";

/** What of tRPC's a value is, in each of the ways it may be; what is loaded later, as what it loads. */
export function trpcStates(value: Value, machine: Machine): readonly TrpcState[] {
  return options(machine.force(value)).flatMap((option) => {
    const entity = entityOf(machine.force(option));
    if (entity?.framework !== "trpc") return [];
    const state = entity.state as TrpcState;
    if (state.kind !== "lazy") return [state];
    const loaded = machine.invoke(state.load, []);
    return loaded ? loadedRouters(loaded, machine) : [];
  });
}

/** A router, or the one router that a module exports (https://trpc.io/docs/server/merging-routers#lazy-load). */
function loadedRouters(loaded: Value, machine: Machine): readonly TrpcState[] {
  const forced = machine.force(loaded);
  const isModule = forced.kind === "lazy" && forced.name === "*";
  const module = isModule ? machine.modules.namespace(forced.file) : forced;
  if (module.kind !== "record") return direct(module, machine);
  return [...module.fields.values()].flatMap((field) => direct(field, machine)).slice(0, 1);
}

function direct(value: Value, machine: Machine): readonly TrpcState[] {
  return options(machine.force(value)).flatMap((option) => {
    const entity = entityOf(machine.force(option));
    const state = entity?.framework === "trpc" ? (entity.state as TrpcState) : null;
    return state?.kind === "router" ? [state] : [];
  });
}
