import type { Pairing } from "./pairing.ts";
import type { PathShape } from "./path-shape.ts";

/** Words by which a repository tells the API it offers to others from what its own pages call. */
const SURFACE = /^(?:api|public|external|partners?|open|openapi|rest|sdk)$/;
const VERSION = /^v\d+(?:[._-]?\d+)*$/;
/** With fewer routes than this what they share is chance. */
const ENOUGH = 5;

/**
 * The parts of an application's paths that its documents speak of, one for each: what all routes of a document begin with,
 * such as `/api/public`, without a version, for the next one belongs there too. Empty where its routes share nothing, or
 * nothing that tells one surface from another. Of one document alone, `/api/users` is where it is unfinished; beside
 * another it is what that one is about.
 */
export function areasOf(pairings: readonly Pairing[]): readonly PathShape[] {
  return pairings.map(({ pairs }) => {
    const area = commonStart([...pairs.values()].flat().map(({ shape }) => shape));
    const tells = pairings.length > 1 ? area.some((segment) => SURFACE.test(segment)) : SURFACE.test(area.at(-1) ?? "");
    return tells ? area : [];
  });
}

function commonStart(shapes: readonly PathShape[]): PathShape {
  const [first = [], ...others] = shapes;
  if (shapes.length < ENOUGH) return [];
  let length = 0;
  while (length < first.length && others.every((shape) => shape[length] === first[length])) length++;
  const start = first.slice(0, length);
  while (VERSION.test(start.at(-1) ?? "")) start.pop();
  return start;
}

export function isInside(shape: PathShape, areas: readonly PathShape[]): boolean {
  return areas.some((area) => area.every((segment, at) => shape[at] === segment));
}
