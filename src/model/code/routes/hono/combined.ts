import type { Handler } from "../found.ts";
import type { Standing } from "../line.ts";
import { patternOf, segmentsOf } from "../patterns.ts";
import type { Machine } from "../program/machine.ts";
import { unknown, type Value } from "../program/values.ts";
import { some } from "../unless.ts";
import { honoPaths } from "./path.ts";
import type { HonoState } from "./state.ts";
import { honoStates } from "./states.ts";

/** A handler as a request meets it: what `hono/combine` put together taken apart again. */
export function standingOf(handler: Handler, machine: Machine): readonly Standing[] {
  const [state] = honoStates(handler.value, machine);
  if (!state || state.kind === "app" || state.kind === "factory") return [handler];
  const inner = (value: Value): Handler => ({ ...handler, value: machine.force(value) });
  switch (state.kind) {
    case "every":
      return state.given.flatMap((value) => standingOf(inner(value), machine));
    // Either lets a request through: asked as one guard, by `combined` below.
    case "some":
      return [handler];
    case "except": {
      const [conditions, ...guards] = state.given;
      const exempts = exceptions(conditions ? machine.force(conditions) : unknown(), machine);
      return guards.flatMap((value) => standingOf(inner(value), machine)).map((each) => ({ ...each, exempts }));
    }
  }
}

/** `except("/public/*", …)`, `except([path, (c) => …], …)`: a condition that is a function may hold for any route. */
function exceptions(given: Value, machine: Machine): NonNullable<Standing["exempts"]> {
  const conditions = given.kind === "list" ? given.items.map((item) => machine.force(item)) : [given];
  const patterns = conditions.map((condition) =>
    condition.kind === "literal" && typeof condition.value === "string"
      ? honoPaths(condition).map((path) => patternOf(path, { below: false, sensitive: true }))
      : [() => null],
  );
  return (path) => some(patterns.flat().map((covers) => covers(segmentsOf(path))));
}

/** `some(a, every(b, c))` as guards of guards; null for what is none. */
export function combinedOf(
  state: HonoState,
): { readonly relation: "or" | "and"; readonly parts: readonly Value[] } | null {
  if (state.kind === "some") return { relation: "or", parts: state.given };
  if (state.kind === "every") return { relation: "and", parts: state.given };
  return state.kind === "except" ? { relation: "or", parts: [unknown("except"), ...state.given.slice(1)] } : null;
}
