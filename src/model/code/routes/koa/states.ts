import type { Machine } from "../program/machine.ts";
import { entityOf, options, type Value } from "../program/values.ts";
import type { KoaComposed, KoaState } from "./state.ts";

/** What of Koa's a value is, in each of the ways it may be. */
export function koaStates(value: Value, machine: Machine): readonly KoaState[] {
  return options(machine.force(value)).flatMap((option) => {
    const entity = entityOf(machine.force(option));
    return entity?.framework === "koa" ? [entity.state as KoaState] : [];
  });
}

/** What koa-compose was given: a list, which may stand in a name. */
export function composedOf({ given }: KoaComposed, machine: Machine): readonly Value[] {
  return given.flatMap((value) => {
    const forced = machine.force(value);
    return forced.kind === "list" ? forced.items.map((item) => machine.force(item)) : [forced];
  });
}
