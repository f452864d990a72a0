import type { PathShape } from "./path-shape.ts";

/** Words by which a repository tells the API it offers to others from what its own pages call. */
const SURFACE = /^(?:api|public|external|partners?|open|openapi|rest|sdk)$/;
const VERSION = /^v\d+(?:[._-]?\d+)*$/;
/** With fewer routes than this what they share is chance. */
const ENOUGH = 5;

/**
 * The part of an application's paths that its contract speaks of: what all documented routes begin with, such as
 * `/api/public`, without a version, for the next one belongs there too. Empty where they share nothing, or nothing that
 * tells one surface from another.
 */
export function areaOf(documented: readonly PathShape[]): PathShape {
  const [first = [], ...others] = documented;
  if (documented.length < ENOUGH) return [];
  let length = 0;
  while (length < first.length && others.every((shape) => shape[length] === first[length])) length++;
  const area = first.slice(0, length);
  while (VERSION.test(area.at(-1) ?? "")) area.pop();
  return SURFACE.test(area.at(-1) ?? "") ? area : [];
}

export function isInside(shape: PathShape, area: PathShape): boolean {
  return area.every((segment, at) => shape[at] === segment);
}
