import type { TextPlace } from "../../../../findings/place.ts";

/** What a validator takes, whatever it is written in: zod, TypeBox, JSON Schema or class-validator. */
export interface ValueShape {
  /** The JSON types it takes, as OpenAPI names them; null when that is not known, or when it converts what it is given. */
  readonly types: readonly string[] | null;
  readonly enum: readonly Scalar[] | null;
  /** It may be left out; null when that is not known. */
  readonly optional: boolean | null;
  /** Of an object whose members are known. */
  readonly object: ObjectShape | null;
}

export interface ObjectShape {
  readonly properties: ReadonlyMap<string, PropertyShape>;
  /** Whether those are all: nothing spread into it, nothing that could not be read. */
  readonly complete: boolean;
  /** What becomes of members it does not name. */
  readonly others: "kept" | "dropped" | "refused";
}

interface PropertyShape extends ValueShape {
  /** Where it is written. */
  readonly at: TextPlace;
}

export type Scalar = string | number | boolean | null;

export const unknownShape: ValueShape = { types: null, enum: null, optional: null, object: null };

/** The same properties, each changed. */
export function eachProperty(
  shape: ObjectShape,
  change: (property: PropertyShape, name: string) => PropertyShape | null,
): ObjectShape {
  const properties = new Map<string, PropertyShape>();
  for (const [name, property] of shape.properties) {
    const changed = change(property, name);
    if (changed) properties.set(name, changed);
  }
  return { ...shape, properties };
}
