import { hasWord, isSymbolic, parameter, shapeKey, wildcard, type PathShape } from "./path-shape.ts";

/**
 * How a document's paths become the code's: `strip` is taken from the front, `add` put before. `/v1/users` of a
 * document whose server is `/api` may be served as `/users` (a gateway strips the rest), as `/api/v1/users`, or under a
 * prefix only known at run time.
 */
export interface Alignment {
  readonly strip: PathShape;
  readonly add: PathShape;
}

interface Endpoint {
  readonly method: string;
  readonly shape: PathShape;
}

/** `bases`: the base paths of the servers in effect. */
interface DocumentedEndpoint extends Endpoint {
  readonly bases: readonly PathShape[];
}

/** How long a prefix that nobody declared may be, in segments. */
const longestStrip = 4;

/**
 * The alignments that explain a document's paths by an application's routes, the best first: each operation votes for
 * every constant prefix that would make it a route. The declared bases are always among them; another prefix needs the
 * votes of two operations and of a tenth of them, for a single coincidence explains nothing.
 */
export function alignments(
  operations: readonly DocumentedEndpoint[],
  routes: readonly Endpoint[],
): readonly Alignment[] {
  const prefixes = prefixesBySuffix(routes);
  const votes = new Map<string, { readonly alignment: Alignment; count: number; declared: boolean }>();
  const cast = (alignment: Alignment, count: number, declared: boolean): void => {
    const key = `${alignment.strip.join("/")}>${alignment.add.join("/")}`;
    const known = votes.get(key);
    if (known) {
      known.count += count;
      known.declared ||= declared;
    } else votes.set(key, { alignment, count, declared });
  };
  for (const { method, shape, bases } of operations) {
    for (const base of bases) cast({ strip: [], add: base }, 0, true);
    cast({ strip: [], add: [] }, 0, true);
    if (!hasWord(shape)) continue;
    for (const prefix of prefixes.get(shapeKey(method, shape)) ?? []) cast({ strip: [], add: prefix }, 1, false);
    for (
      let length = 1;
      length <= Math.min(longestStrip, shape.length - 1) && isConstant(shape[length - 1]);
      length++
    ) {
      const rest = shape.slice(length);
      if (!hasWord(rest)) continue;
      for (const prefix of prefixes.get(shapeKey(method, rest)) ?? []) {
        if (prefix.length === 0 || isSymbolic(prefix[0]))
          cast({ strip: shape.slice(0, length), add: prefix }, 1, false);
      }
    }
  }
  const least = Math.max(2, operations.length / 10);
  return [...votes.values()]
    .filter((vote) => vote.declared || vote.count >= least || operations.length === 1)
    .sort(
      (a, b) => b.count - a.count || Number(b.declared) - Number(a.declared) || cost(a.alignment) - cost(b.alignment),
    )
    .map((vote) => vote.alignment);
}

/** A path of the document as the code would have it; null when it does not start with what must be stripped. */
export function align(shape: PathShape, { strip, add }: Alignment): PathShape | null {
  if (strip.some((segment, at) => shape[at] !== segment)) return null;
  return [...add, ...shape.slice(strip.length)];
}

/** For each tail of a route, the constant prefixes it stands behind. */
function prefixesBySuffix(routes: readonly Endpoint[]): ReadonlyMap<string, readonly PathShape[]> {
  const prefixes = new Map<string, Map<string, PathShape>>();
  for (const { method, shape } of routes) {
    for (let length = 0; length <= shape.length; length++) {
      if (length > 0 && !isConstant(shape[length - 1])) break;
      const key = shapeKey(method, shape.slice(length));
      const prefix = shape.slice(0, length);
      const known = prefixes.get(key);
      if (known) known.set(prefix.join("/"), prefix);
      else prefixes.set(key, new Map([[prefix.join("/"), prefix]]));
    }
  }
  return new Map([...prefixes].map(([key, found]) => [key, [...found.values()]]));
}

function isConstant(segment: string | undefined): boolean {
  return segment !== undefined && !segment.includes(parameter) && segment !== wildcard;
}

function cost({ strip, add }: Alignment): number {
  return strip.length + add.length;
}
