import type { Json, JsonObject } from "../../rule/openapi-visitor.ts";

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** A member of its own: `constructor` is none, however it is called. */
export function member(object: JsonObject, key: string): Json | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

export function objectAt(object: JsonObject, key: string): JsonObject | undefined {
  const value = member(object, key);
  return isObject(value) ? value : undefined;
}

export function listAt(object: JsonObject, key: string): readonly Json[] | undefined {
  const value = member(object, key);
  return isList(value) ? value : undefined;
}

export function textAt(object: JsonObject, key: string): string | undefined {
  const value = member(object, key);
  return typeof value === "string" ? value : undefined;
}

export function numberAt(object: JsonObject, key: string): number | undefined {
  const value = member(object, key);
  return typeof value === "number" ? value : undefined;
}

/** Strings of a list; what is no string in it is left out. */
export function textsAt(object: JsonObject, key: string): readonly string[] {
  return (listAt(object, key) ?? []).filter((value) => typeof value === "string");
}

/** The reference of `{ $ref: "…" }`: a `$ref` that is no string is a member like any other (a property may be called so). */
export function referenceOf(value: Json | undefined): string | undefined {
  return isObject(value) ? textAt(value, "$ref") : undefined;
}
