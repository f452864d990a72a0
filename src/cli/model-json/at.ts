import type { Place } from "../../findings/place.ts";

/** Where a thing stands, for people: answers a place's 1-based line. */
export type LineOf = (place: Place) => number;

/** The members `file` and `line`, as every thing of the model is printed with. */
export function at(place: Place, lineOf: LineOf): { readonly file: string; readonly line: number } {
  return { file: place.file, line: lineOf(place) };
}
