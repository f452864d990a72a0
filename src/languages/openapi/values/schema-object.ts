import type { ValueUse } from "../../../facts/api-source.ts";
import type { Json, JsonObject } from "../../../rule/openapi-visitor.ts";
import { isVersion31, type Dialect } from "../dialect.ts";
import { isList, isObject, listAt, member, objectAt, referenceOf, textAt, textsAt } from "../json.ts";
import type { Located } from "../load/references.ts";
import { child } from "../pointer.ts";
import type { SchemaObject } from "../structure/official-schemas.ts";
import { formats } from "./formats.ts";
import { patternOf } from "./pattern.ts";

export interface Translation {
  readonly dialect: Dialect;
  readonly use: ValueUse;
  /** Whether the property of this name that an object has, or is given by a schema around it, need not be sent. */
  isOptional(schema: Located, property: string): boolean;
}

/** What stands for an `anyOf` or a `oneOf`: keywords of our own, so that each branch is compiled when it is met. */
export interface Alternatives {
  readonly keyword: "anyOf" | "oneOf";
  readonly at: Located;
  readonly branches: readonly Located[];
}

const types = new Set(["string", "number", "integer", "boolean", "array", "object", "null"]);
const counts = ["minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties", "minContains"];

/**
 * A schema of any version as JSON Schema 2020-12, up to the next `$ref`s, which become the keyword `follow`. It asks for
 * no more than the source does: what is broken, unknown or not certain is left out, and so are `not`, `if` and
 * `maxContains`, which would turn what is left out before into more than was asked. `source` says where each part came from.
 */
export function schemaObject(at: Located, how: Translation): SchemaObject | boolean {
  const { value } = at;
  if (!isObject(value)) return value === false ? { not: {}, source: at } : true;
  const newer = isVersion31(how.dialect);
  const reference = referenceOf(value);
  if (reference !== undefined && !newer) return { follow: at, source: at };
  if (textAt(value, "$schema") !== undefined || member(value, "type") === "file") return true;
  const schema: SchemaObject = { source: at, ...(reference === undefined ? {} : { follow: at }) };
  scalars(value, schema, newer);
  const below = (key: string) => schemaObject(inside(at, key, member(value, key) as Json), how);
  if (isObject(member(value, "properties"))) schema["properties"] = namedSchemas(at, "properties", how);
  const additional = member(value, "additionalProperties");
  const patterns = objectAt(value, "patternProperties") ?? {};
  if (newer && Object.keys(patterns).some((key) => patternOf(key) === null)) {
    // Which properties are additional cannot be said.
  } else {
    if (newer && Object.keys(patterns).length > 0)
      schema["patternProperties"] = namedSchemas(at, "patternProperties", how);
    if (additional === false) schema["additionalProperties"] = false;
    if (isObject(additional)) schema["additionalProperties"] = below("additionalProperties");
  }
  const prefix = newer ? listAt(value, "prefixItems") : undefined;
  if (prefix && prefix.length > 0) schema["prefixItems"] = listed(at, "prefixItems", how);
  const items = member(value, "items");
  if (isObject(items) || (newer && items === false)) schema["items"] = below("items");
  for (const key of newer ? ["contains", "propertyNames"] : [])
    if (isObject(member(value, key))) schema[key] = below(key);
  const required = textsAt(value, "required").filter((name) => !how.isOptional(at, name));
  if (required.length > 0) schema["required"] = [...new Set(required)];
  const parts = listAt(value, "allOf");
  if (parts && parts.length > 0) schema["allOf"] = listed(at, "allOf", how);
  const alternatives = alternativesOf(at);
  if (alternatives.length > 0) schema["alternatives"] = alternatives;
  return allowsNull(value) ? { if: { type: "null" }, else: schema } : schema;
}

/** `nullable` lets null in beside an `enum` or an `allOf` that does not name it, as those who write it mean it. */
function allowsNull(value: JsonObject): boolean {
  return member(value, "nullable") === true || member(value, "x-nullable") === true;
}

function scalars(value: JsonObject, schema: SchemaObject, newer: boolean): void {
  const type = member(value, "type");
  const named = isList(type) ? type : [type];
  if (named.length > 0 && named.every((name) => typeof name === "string" && types.has(name)))
    schema["type"] = named.length === 1 ? named[0] : [...new Set(named)];
  const values = listAt(value, "enum");
  if (values && values.length > 0) schema["enum"] = values;
  const constant = member(value, "const");
  if (newer && constant !== undefined) schema["const"] = constant;
  for (const key of counts) {
    const count = member(value, key);
    if (typeof count === "number" && Number.isInteger(count) && count >= 0) schema[key] = count;
  }
  if (member(value, "uniqueItems") === true) schema["uniqueItems"] = true;
  const multiple = member(value, "multipleOf");
  if (typeof multiple === "number" && multiple > 0) schema["multipleOf"] = multiple;
  for (const [bound, exclusive] of [
    ["minimum", "exclusiveMinimum"],
    ["maximum", "exclusiveMaximum"],
  ] as const) {
    const limit = member(value, bound);
    const strict = member(value, exclusive);
    // A flag beside the limit before 3.1, a limit of its own since.
    if (typeof limit === "number") schema[strict === true ? exclusive : bound] = limit;
    if (typeof strict === "number" && newer) schema[exclusive] = strict;
  }
  const pattern = textAt(value, "pattern");
  if (pattern !== undefined && patternOf(pattern)) schema["pattern"] = pattern;
  const format = textAt(value, "format");
  if (format !== undefined && Object.hasOwn(formats, format)) schema["format"] = format;
}

function alternativesOf(at: Located): readonly Alternatives[] {
  return (["anyOf", "oneOf"] as const).flatMap((keyword) => {
    const list = listAt(at.value as JsonObject, keyword);
    if (!list || list.length === 0) return [];
    const all = inside(at, keyword, list);
    return [{ keyword, at: all, branches: list.map((branch, index) => inside(all, String(index), branch)) }];
  });
}

function namedSchemas(at: Located, key: string, how: Translation): SchemaObject {
  const map = inside(at, key, member(at.value as JsonObject, key) as Json);
  return Object.fromEntries(
    Object.entries(map.value as JsonObject).map(([name, schema]) => [
      name,
      schemaObject(inside(map, name, schema as Json), how),
    ]),
  );
}

function listed(at: Located, key: string, how: Translation): readonly (SchemaObject | boolean)[] {
  const list = inside(at, key, member(at.value as JsonObject, key) as Json);
  return (list.value as readonly Json[]).map((schema, index) => schemaObject(inside(list, String(index), schema), how));
}

function inside(at: Located, key: string, value: Json): Located {
  return { file: at.file, pointer: child(at.pointer, key), value };
}
