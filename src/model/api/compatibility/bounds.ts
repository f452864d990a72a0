import type { ApiNode } from "../../../facts/api-source.ts";
import type { Direction } from "./difference.ts";

const lower = ["minLength", "minimum", "exclusiveMinimum", "minItems", "minProperties"] as const;
const upper = ["maxLength", "maximum", "exclusiveMaximum", "maxItems", "maxProperties"] as const;
type BoundName = (typeof lower)[number] | (typeof upper)[number] | "multipleOf" | "uniqueItems";

/** The bounds of a schema by keyword; `uniqueItems` is 1. */
export type Bounds = ReadonlyMap<BoundName, number>;

/** The strictest of all parts. 2.0 and 3.0 say of `minimum` that it is exclusive; 3.1 writes the number there. */
export function mergeBounds(parts: readonly ApiNode[]): Bounds {
  const bounds = new Map<BoundName, number>();
  const keep = (name: BoundName, value: number, stricter: (a: number, b: number) => number) =>
    bounds.set(name, stricter(bounds.get(name) ?? value, value));
  for (const part of parts) {
    for (const name of lower) {
      const value = boundAt(part, name, "minimum", "exclusiveMinimum");
      if (value !== null) keep(name, value, Math.max);
    }
    for (const name of upper) {
      const value = boundAt(part, name, "maximum", "exclusiveMaximum");
      if (value !== null) keep(name, value, Math.min);
    }
    const multiple = part.number("multipleOf");
    if (multiple !== null) bounds.set("multipleOf", multiple);
    if (part.flag("uniqueItems") === true) bounds.set("uniqueItems", 1);
  }
  return bounds;
}

function boundAt(part: ApiNode, name: BoundName, inclusive: BoundName, exclusive: BoundName): number | null {
  const isExclusive = part.flag(exclusive) === true;
  if (name === inclusive && isExclusive) return null;
  return name === exclusive && isExclusive ? part.number(inclusive) : part.number(name);
}

export interface BoundChange {
  readonly name: string;
  readonly before: number | null;
  readonly after: number | null;
}

/** The bounds by which a request is narrower, or a response wider, than it was. Those that bound nothing are none. */
export function boundChanges(before: Bounds, after: Bounds, direction: Direction): readonly BoundChange[] {
  const [wide, strict] = direction === "request" ? [before, after] : [after, before];
  return [...strict].flatMap(([name, value]) => {
    const other = wide.get(name);
    if (isIdle(name, value) || isCovered(name, value, wide)) return [];
    if (other !== undefined && !isStricter(name, value, other)) return [];
    return [{ name, before: before.get(name) ?? null, after: after.get(name) ?? null }];
  });
}

function isStricter(name: BoundName, value: number, than: number): boolean {
  if (name === "multipleOf") return Math.abs(than / value - Math.round(than / value)) > 1e-9;
  if (name === "uniqueItems") return value > than;
  return (lower as readonly string[]).includes(name) ? value > than : value < than;
}

/** `minLength: 0` says nothing, and neither does the largest number of the type. */
function isIdle(name: BoundName, value: number): boolean {
  if (name === "minLength" || name === "minItems" || name === "minProperties") return value <= 0;
  return Math.abs(value) >= 2 ** 31 - 1;
}

/** `exclusiveMinimum: 0` where `minimum: 1` stood: the other form of the bound was at least as strict. */
function isCovered(name: BoundName, value: number, wide: Bounds): boolean {
  if (name === "minimum") return (wide.get("exclusiveMinimum") ?? -Infinity) >= value;
  if (name === "maximum") return (wide.get("exclusiveMaximum") ?? Infinity) <= value;
  if (name === "exclusiveMinimum") return (wide.get("minimum") ?? -Infinity) > value;
  return name === "exclusiveMaximum" && (wide.get("maximum") ?? Infinity) < value;
}
