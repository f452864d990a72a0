import type { ValueFact } from "../../../facts/calls.ts";

/** `undefined` as it is written: to the libraries that build queries it says nothing at all. */
export function isUndefined(value: ValueFact): boolean {
  return value.kind === "ref" && value.ref.root.kind === "global" && value.ref.root.name === "undefined";
}

export function mayBeUndefined(value: ValueFact): boolean {
  return value.kind === "choice" && value.options.some((option) => isUndefined(option) || mayBeUndefined(option));
}
