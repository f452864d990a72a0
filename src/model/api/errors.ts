import type { ApiDocument, Content, Operation, PropertyShape, Response, SchemaShape } from "../../facts/api.ts";
import { isPointerPlace, type Place } from "../../findings/place.ts";
import { isProtocolEndpoint } from "./paths.ts";

/** The body of one error response of one operation. */
export interface ErrorBody {
  readonly operation: Operation;
  readonly response: Response;
  readonly shape: SchemaShape;
  /** Equal for bodies with the same properties of the same types, however they are called. */
  readonly outline: string;
}

/** The error bodies of a document whose outline is known. Errors without a body, and free-form ones, say nothing. */
export function errorBodiesOf(document: ApiDocument): readonly ErrorBody[] {
  return document.operations.flatMap((operation) =>
    operation.responses.flatMap((response) => {
      if (!isError(response.status, operation)) return [];
      const shape = bodyOf(response.contents)?.schema;
      const outline = shape ? outlineOf(shape) : null;
      return shape && outline !== null && !isOAuthError(operation, shape)
        ? [{ operation, response, shape, outline }]
        : [];
    }),
  );
}

/** `default` is for errors where the successes are spelled out, as they should be. */
function isError(status: string, operation: Operation): boolean {
  return (
    /^[45]/.test(status) ||
    (status === "default" && operation.responses.some((response) => /^[23]/.test(response.status)))
  );
}

/** RFC 6749 (5.2) prescribes what a token endpoint answers. */
function isOAuthError(operation: Operation, shape: SchemaShape): boolean {
  return (
    isProtocolEndpoint(operation.path) &&
    shape.properties.some((property) => property.name === "error") &&
    shape.properties.some((property) => /^error_(?:description|uri)$/.test(property.name))
  );
}

function bodyOf(contents: readonly Content[]): Content | undefined {
  return (
    contents.find((content) => /[/+]json\b/i.test(content.mediaType)) ??
    contents.find((content) => !/^(?:application\/xml|text\/xml|text\/html)/i.test(content.mediaType))
  );
}

/** Null when nothing is known of it: any value, or an object of whatever members. */
export function outlineOf(shape: SchemaShape): string | null {
  const types = shape.types.filter((type) => type !== "null");
  if (shape.items && types.includes("array")) {
    const items = outlineOf(shape.items);
    return items === null ? null : `[${items}]`;
  }
  if (shape.properties.length > 0) {
    const members = shape.properties.map((property) => `${property.name}:${typesText(property.types)}`).toSorted();
    return `{${members.join(",")}}`;
  }
  return types.length === 0 || types.includes("object") || types.includes("array") ? null : types.join("|");
}

export interface Majority {
  readonly shape: SchemaShape;
  readonly outline: string;
  /** How many of `of` bodies have it, or extend it. */
  readonly count: number;
  readonly of: number;
}

/** The most frequent outline; of equally frequent ones, the one that comes first in the alphabet. */
export function majorityOf(bodies: readonly ErrorBody[]): Majority | null {
  const counts = new Map<string, { shape: SchemaShape; count: number }>();
  for (const { outline, shape } of bodies) {
    const known = counts.get(outline);
    if (known) {
      known.count++;
      // A component speaks better for the outline than a copy of it.
      if (known.shape.name === null && shape.name !== null) known.shape = shape;
    } else counts.set(outline, { shape, count: 1 });
  }
  const [first] = [...counts].toSorted(([a, { count: x }], [b, { count: y }]) => y - x || (a < b ? -1 : 1));
  if (!first) return null;
  const [outline, { shape }] = first;
  return { outline, shape, count: bodies.filter((body) => extendsShape(body.shape, shape)).length, of: bodies.length };
}

/**
 * Whether a client that reads `base` can read `shape`. Further properties extend it, as those of a validation error do
 * (RFC 9457, 3.2). What `base` requires must be there, with types in common; when it requires nothing, a client reads
 * what it finds, and half of the properties will do (all, when there are but two).
 */
export function extendsShape(shape: SchemaShape, base: SchemaShape): boolean {
  if (outlineOf(shape) === outlineOf(base)) return true;
  const required = base.properties.filter((property) => property.required);
  if (required.length > 0) return required.every((wanted) => hasProperty(shape, wanted));
  const shared = base.properties.filter((wanted) => hasProperty(shape, wanted)).length;
  const enough = base.properties.length <= 2 ? base.properties.length : Math.ceil(base.properties.length / 2);
  return base.properties.length > 0 && shared >= enough;
}

function hasProperty(shape: SchemaShape, wanted: PropertyShape): boolean {
  const found = shape.properties.find((property) => property.name === wanted.name);
  if (!found) return false;
  return (
    found.types.length === 0 ||
    wanted.types.length === 0 ||
    found.types.some((type) => type !== "null" && wanted.types.includes(type))
  );
}

/** `Problem`, or the properties of a shape without a name: `{code, message}`. */
export function shapeName(shape: SchemaShape): string {
  if (shape.name !== null) return shape.name;
  if (shape.items && shape.properties.length === 0) return `list of ${shapeName(shape.items)}`;
  if (shape.properties.length === 0) return shape.types.join(" or ") || "any value";
  const names = shape.properties.map((property) => property.name);
  return names.length > 4 ? `{${names.slice(0, 4).join(", ")}, …}` : `{${names.join(", ")}}`;
}

/** What tells two places of a document apart. */
export function placeKey(place: Place): string {
  return isPointerPlace(place) ? `${place.file}#${place.pointer}` : `${place.file}:${place.start}`;
}

function typesText(types: readonly string[]): string {
  return types.filter((type) => type !== "null").join("|");
}
