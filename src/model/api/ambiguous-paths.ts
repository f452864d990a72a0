import { segmentsOf } from "./paths.ts";

/** Two paths of which neither is the more concrete one, and which some URL fits both. */
export interface Ambiguity {
  readonly first: string;
  readonly second: string;
  /** Whether they differ in the names of their parameters alone. */
  readonly same: boolean;
  /** A path both fit. */
  readonly example: string;
  /** The beginning of the paths up to where a name competes with a template: what many pairs have in common. */
  readonly contest: string;
}

interface Shape {
  readonly path: string;
  readonly segments: readonly string[];
}

/** How many pairs of segments may be compared: enough for thousands of paths that all begin alike. */
const mostSteps = 2_000_000;

/**
 * The ambiguous pairs among the paths of a document, each path with the first it meets. OpenAPI (3.1.1, 4.8.8.2) has
 * concrete segments win over templated ones, so `/users/me` beside `/users/{id}` is clear; `/{type}/me` beside
 * `/users/{id}` is not, for each is the more concrete at one place. A segment that is a template in part (`{id}.json`) is
 * more concrete than `{id}`.
 *
 * @param mayMeet whether a request can mean both at all; asked of paths whose segments do not tell them apart
 */
export function ambiguousPaths(
  paths: readonly string[],
  mayMeet: (first: string, second: string, same: boolean) => boolean = () => true,
): readonly Ambiguity[] {
  const groups = new Map<string, Shape[]>();
  for (const path of paths) {
    const segments = segmentsOf(path.split(/[?#]/)[0] as string).map((segment) => segment.replace(/\{[^{}]*\}/g, "{}"));
    const key = `${segments.length} ${path.endsWith("/")}`;
    const group = groups.get(key);
    if (group) group.push({ path, segments });
    else groups.set(key, [{ path, segments }]);
  }
  return [...groups.values()].flatMap((group) => ambiguousAmong(group, mayMeet));
}

function ambiguousAmong(
  shapes: readonly Shape[],
  mayMeet: (first: string, second: string, same: boolean) => boolean,
): readonly Ambiguity[] {
  const found: Ambiguity[] = [];
  const byShape = new Map<string, Shape>();
  const distinct: Shape[] = [];
  for (const shape of shapes) {
    const key = shape.segments.join("/");
    const known = byShape.get(key);
    // What stands behind `?` or `#` is the rule `no-query-in-path`'s business.
    if (known && (/[?#]/.test(known.path + shape.path) || !mayMeet(known.path, shape.path, true))) continue;
    if (known) found.push({ first: known.path, second: shape.path, same: true, example: shape.path, contest: key });
    else {
      byShape.set(key, shape);
      distinct.push(shape);
    }
  }
  // Two that cross have each a template where the other has none: those without a template meet nobody.
  const templated = distinct.filter(({ segments }) => segments.some((segment) => segment.includes("{}")));
  let steps = 0;
  for (const [index, shape] of templated.entries()) {
    for (const other of templated.slice(0, index)) {
      steps += shape.segments.length;
      if (steps > mostSteps) return found;
      if (!cross(other.segments, shape.segments) || !mayMeet(other.path, shape.path, false)) continue;
      found.push({
        first: other.path,
        second: shape.path,
        same: false,
        example: common(other, shape),
        contest: contest(other.segments, shape.segments),
      });
      break;
    }
  }
  return found;
}

/** Whether each is the more concrete somewhere, and nowhere do they exclude each other. */
function cross(a: readonly string[], b: readonly string[]): boolean {
  let first = false;
  let second = false;
  for (const [index, mine] of a.entries()) {
    const other = b[index] as string;
    if (mine === other) continue;
    if (mine === "{}" || (mine.includes("{}") && fits(other, mine))) second = true;
    else if (other === "{}" || (other.includes("{}") && fits(mine, other))) first = true;
    else return false;
  }
  return first && second;
}

/** Whether a concrete segment fits one that is a template in part; two of those are taken to exclude each other. */
function fits(segment: string, template: string): boolean {
  if (segment.includes("{}")) return false;
  const parts = template.split("{}");
  const last = parts.at(-1) as string;
  let from = (parts[0] as string).length;
  if (!segment.startsWith(parts[0] as string) || !segment.endsWith(last)) return false;
  for (const part of parts.slice(1, -1)) {
    const found = segment.indexOf(part, from + 1);
    if (found < 0) return false;
    from = found + part.length;
  }
  return from + last.length < segment.length;
}

function contest(a: readonly string[], b: readonly string[]): string {
  const index = a.findIndex((segment, at) => segment !== b[at]);
  return [...a.slice(0, index), a[index] === "{}" ? b[index] : a[index]].join("/");
}

function common(a: Shape, b: Shape): string {
  const written = segmentsOf(b.path.split(/[?#]/)[0] as string);
  return `/${a.segments.map((segment, index) => (segment.includes("{}") ? written[index] : segment)).join("/")}`;
}
