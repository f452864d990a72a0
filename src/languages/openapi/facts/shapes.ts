import type { PropertyShape, SchemaShape } from "../../../facts/api.ts";
import type { Json, JsonObject } from "../../../rule/openapi-visitor.ts";
import { isList, member, numberAt, referenceOf, textAt, textsAt } from "../json.ts";
import { lastSegment } from "../pointer.ts";
import { isFailure, type Located } from "../load/references.ts";
import type { LocatedObject, Source } from "./source.ts";

type Scalar = string | number | boolean | null;

/** What is known of a schema while its parts are put together. */
interface Outline {
  readonly types: Set<string>;
  readonly properties: Map<string, Located>;
  readonly required: Set<string>;
  format: string | null;
  enum: readonly Scalar[] | null;
  maxLength: number | null;
  items: Located | null;
}

/** Outlines of schemas, each source schema once, however often it is used. */
export class Shapes {
  readonly #source: Source;
  readonly #known = new Map<Json, SchemaShape | null>();
  readonly #outlines = new Map<Json, Outline>();

  constructor(source: Source) {
    this.#source = source;
  }

  /** Null when the reference leads nowhere, or for a schema that is inside itself here. */
  of(at: Located | undefined): SchemaShape | null {
    if (!at) return null;
    const target = this.#source.references.deref(at);
    if (isFailure(target) || typeof target.value !== "object" || target.value === null || isList(target.value))
      return null;
    const known = this.#known.get(target.value);
    if (known !== undefined) return known;
    // Until it is known, what refers back to it sees nothing.
    this.#known.set(target.value, null);
    const shape = this.#make(target as LocatedObject, at);
    this.#known.set(target.value, shape);
    return shape;
  }

  #make(schema: LocatedObject, from: Located): SchemaShape {
    const whole = this.#soleBase(schema);
    if (whole) {
      const shape = this.of(whole);
      if (shape) return shape;
    }
    const outline = this.#outline(schema);
    return {
      name: nameOf(schema, from),
      at: this.#source.place(schema),
      types: typesOf(outline),
      format: outline.format,
      properties: [...outline.properties].map(([name, property]) =>
        this.#property(name, property, outline.required.has(name)),
      ),
      items: outline.items ? this.of(outline.items) : null,
      enum: outline.enum,
      maxLength: outline.maxLength,
      ...defaultOf(schema.value),
    };
  }

  /** `allOf: [{ $ref }]` with nothing beside it but words is that component, named another time. */
  #soleBase(schema: LocatedObject): Located | undefined {
    for (const key of ["allOf", "anyOf", "oneOf"]) {
      const branches = this.#source.items(schema, key);
      if (branches.length !== 1 || referenceOf((branches[0] as Located).value) === undefined) continue;
      if (
        ["properties", "required", "type", "items", "enum"].every((other) => member(schema.value, other) === undefined)
      )
        return branches[0];
    }
    return undefined;
  }

  #property(name: string, schema: Located, required: boolean): PropertyShape {
    const target = this.#source.object(schema);
    const outline = target ? this.#outline(target) : null;
    return {
      name,
      required,
      types: outline ? typesOf(outline) : [],
      format: outline?.format ?? null,
      enum: outline?.enum ?? null,
      maxLength: outline?.maxLength ?? null,
      at: this.#source.place(schema),
    };
  }

  #outline(schema: LocatedObject): Outline {
    const known = this.#outlines.get(schema.value);
    if (known) return known;
    const outline = emptyOutline();
    this.#collect(schema, outline, new Set());
    this.#outlines.set(schema.value, outline);
    return outline;
  }

  /** `allOf` adds up; of `oneOf` and `anyOf`, what every branch has holds for sure. */
  #collect(at: LocatedObject, outline: Outline, seen: Set<Json>): void {
    if (seen.has(at.value)) return;
    seen.add(at.value);
    const { value } = at;
    for (const type of typesWritten(value)) outline.types.add(type);
    if (member(value, "nullable") === true && outline.types.size > 0) outline.types.add("null");
    outline.format ??= textAt(value, "format") ?? null;
    outline.enum ??=
      scalarsAt(value, "enum") ??
      (member(value, "const") !== undefined ? scalarsOf([member(value, "const") as Json]) : null);
    outline.maxLength ??= numberAt(value, "maxLength") ?? null;
    outline.items ??= this.#source.member(at, "items") ?? null;
    for (const name of textsAt(value, "required")) outline.required.add(name);
    for (const property of this.#source.entries(this.#source.objectAt(at, "properties"))) {
      if (!outline.properties.has(property.key)) outline.properties.set(property.key, property);
    }
    for (const branch of this.#source.items(at, "allOf")) {
      const target = this.#source.object(branch);
      if (target) this.#collect(target, outline, seen);
    }
    for (const key of ["oneOf", "anyOf"]) this.#collectCommon(this.#source.items(at, key), outline, seen);
  }

  #collectCommon(branches: readonly Located[], outline: Outline, seen: Set<Json>): void {
    const outlines = branches.flatMap((branch) => {
      const target = this.#source.object(branch);
      if (!target || seen.has(target.value)) return [];
      const own = emptyOutline();
      this.#collect(target, own, seen);
      return [own];
    });
    for (const each of outlines) for (const type of typesOf(each)) outline.types.add(type);
    const objects = outlines.filter((each) => !(each.types.size === 1 && each.types.has("null")));
    const [first, ...others] = objects;
    if (!first) return;
    for (const [name, property] of first.properties) {
      if (!others.every((each) => each.properties.has(name)) || outline.properties.has(name)) continue;
      outline.properties.set(name, property);
      if (objects.every((each) => each.required.has(name))) outline.required.add(name);
    }
    if (others.length > 0) return;
    outline.format ??= first.format;
    outline.enum ??= first.enum;
    outline.maxLength ??= first.maxLength;
    outline.items ??= first.items;
  }
}

function defaultOf(schema: JsonObject): { default?: Scalar } {
  const value = member(schema, "default");
  return value === undefined || typeof value === "object" ? {} : { default: value };
}

function emptyOutline(): Outline {
  return {
    types: new Set(),
    properties: new Map(),
    required: new Set(),
    format: null,
    enum: null,
    maxLength: null,
    items: null,
  };
}

function typesOf(outline: Outline): readonly string[] {
  const types = new Set(outline.types);
  if (types.size === 0) {
    if (outline.properties.size > 0) types.add("object");
    else if (outline.items) types.add("array");
    else for (const value of outline.enum ?? []) types.add(value === null ? "null" : typeof value);
  }
  return [...types].toSorted();
}

function typesWritten(schema: JsonObject): readonly string[] {
  const type = textAt(schema, "type");
  return type !== undefined ? [type] : textsAt(schema, "type");
}

function scalarsAt(schema: JsonObject, key: string): readonly Scalar[] | null {
  const values = member(schema, key);
  return isList(values) ? scalarsOf(values) : null;
}

function scalarsOf(values: readonly Json[]): readonly Scalar[] {
  return values.filter((value): value is Scalar => typeof value !== "object" || value === null);
}

/** A component's name, or the file's for a file that holds one schema; null for a schema written where it is used. */
function nameOf(schema: LocatedObject, from: Located): string | null {
  const component =
    /^\/(?:components\/schemas|definitions|\$defs|components\/responses|components\/parameters)\/([^/]+)$/.exec(
      schema.pointer,
    );
  if (component) return lastSegment(schema.pointer);
  if (referenceOf(from.value) === undefined) return null;
  if (schema.pointer !== "") return lastSegment(schema.pointer);
  return (schema.file.split("/").at(-1) as string).replace(/\.[^.]+$/, "");
}
