import type { Route } from "../../facts/code.ts";
import type { Pairing } from "./pairing.ts";
import type { PathShape } from "./path-shape.ts";

/** Words by which a repository tells the API it offers to others from what its own pages call. */
const SURFACE = /^(?:api|public|external|partners?|open|openapi|rest|sdk)$/;
const VERSION = /^v\d+(?:[._-]?\d+)*$/;
/** With fewer routes than this what they share is chance. */
const ENOUGH = 5;

interface Area {
  readonly start: PathShape;
  /** A version follows, of which the next one belongs there too. */
  readonly versioned: boolean;
}

const EVERYTHING: Area = { start: [], versioned: false };

/**
 * The parts of an application's paths that its documents speak of, one for each: what all routes of a document begin with,
 * such as `/api/public`, without a version, for the next one belongs there too. Everything where its routes share nothing,
 * or nothing that tells one surface from another. Of one document alone, `/api/users` is where it is unfinished; beside
 * another it is what that one is about. Where documents of versions stand side by side, `/api/mcp` belongs to none of them.
 *
 * @param isExempt probes and the like, which a document may name wherever they stand
 */
export function areasOf(pairings: readonly Pairing[], isExempt: (route: Route) => boolean): readonly Area[] {
  const shared = pairings.map(({ pairs }) =>
    [...pairs.values()]
      .flat()
      .filter(({ route }) => !isExempt(route))
      .map(({ shape }) => shape),
  );
  const telling = shared.filter((shapes) => shapes.length >= ENOUGH);
  const areas = telling.map((shapes) => {
    const area = commonStart(shapes);
    const { start } = area;
    const tells =
      pairings.length > 1 ? start.some((segment) => SURFACE.test(segment)) : SURFACE.test(start.at(-1) ?? "");
    return tells ? area : EVERYTHING;
  });
  if (areas.length === 0 || (areas.length === 1 && telling.length < pairings.length)) return [EVERYTHING];
  return areas.length > 1 ? areas : areas.map(({ start }) => ({ start, versioned: false }));
}

function commonStart([first = [], ...others]: readonly PathShape[]): Area {
  let length = 0;
  while (length < first.length && others.every((shape) => shape[length] === first[length])) length++;
  const start = first.slice(0, length);
  while (VERSION.test(start.at(-1) ?? "")) start.pop();
  return { start, versioned: [first, ...others].every((shape) => VERSION.test(shape[start.length] ?? "")) };
}

export function isInside(shape: PathShape, areas: readonly Area[]): boolean {
  return areas.some(
    ({ start, versioned }) =>
      start.every((segment, at) => shape[at] === segment) && (!versioned || VERSION.test(shape[start.length] ?? "")),
  );
}
