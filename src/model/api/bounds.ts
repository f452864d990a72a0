import type { ApiNode } from "../../facts/api-source.ts";
import { typesOf } from "./schemas.ts";

/** Formats whose values are as long as their notation makes them. */
const shortFormats = new Set([
  "date",
  "date-time",
  "time",
  "duration",
  "uuid",
  "ulid",
  "ipv4",
  "ipv6",
  "ip",
  "int32",
  "int64",
  "double",
  "float",
  "decimal",
  "mac",
  "country-code",
  "currency",
]);

/** Formats that say how many bits a number has: none is read into a wider one by accident. */
const sizedFormats = new Set(["int8", "uint8", "int16", "uint16", "int32", "uint32"]);

/** Whether the values are written out: `enum`, `const`. */
export function isListed(schema: ApiNode): boolean {
  return schema.has("enum") || schema.has("const");
}

export function isStringOfAnyLength(schema: ApiNode): boolean {
  if (!typesOf(schema).includes("string") || isListed(schema) || schema.number("maxLength") !== null) return false;
  const format = schema.text("format")?.toLowerCase() ?? "";
  // Files have rules of their own.
  if (shortFormats.has(format) || format === "binary" || schema.has("contentMediaType")) return false;
  return !isBoundedPattern(schema.text("pattern"));
}

/** Anchored at both ends, with no quantifier that may go on for ever. */
function isBoundedPattern(pattern: string | null): boolean {
  if (pattern === null) return false;
  const plain = pattern.replace(/\\./g, "x").replace(/\[[^\]]*\]/g, "x");
  return /^\^[^|]*\$$/.test(plain) && !/[*+]|\{\d*,\}/.test(plain);
}

export function isArrayOfAnyLength(schema: ApiNode): boolean {
  if (!typesOf(schema).includes("array") || isListed(schema) || schema.number("maxItems") !== null) return false;
  const items = schema.get("items");
  // Different ones of few values are few.
  return !(items && isListed(items) && schema.flag("uniqueItems") === true) && !schema.has("prefixItems");
}

/** The ends a number has not, by their keywords; none for identifiers, which are looked up and not computed with. */
export function openEndsOf(schema: ApiNode, name: string): readonly string[] {
  if (!typesOf(schema).some((type) => type === "integer" || type === "number") || isListed(schema)) return [];
  if (sizedFormats.has(schema.text("format") ?? "") || /(?:^|[_-])ids?$|[a-z]Ids?$/.test(name)) return [];
  // 3.1 writes an exclusive end as a number, what is before it as a flag beside the end.
  const ends = [
    ["minimum", "exclusiveMinimum"],
    ["maximum", "exclusiveMaximum"],
  ] as const;
  return ends.flatMap(([inclusive, exclusive]) =>
    schema.number(inclusive) === null && schema.number(exclusive) === null ? [inclusive] : [],
  );
}

/** An object whose members nobody has said anything about. */
export function isFreeForm(schema: ApiNode): boolean {
  const types = typesOf(schema);
  if (types.length !== 1 || types[0] !== "object" || isListed(schema)) return false;
  const described = ["properties", "patternProperties", "allOf", "anyOf", "oneOf", "discriminator", "propertyNames"];
  if (described.some((key) => Object.keys(schema.get(key)?.value ?? {}).length > 0)) return false;
  const additional = schema.get("additionalProperties");
  if (!additional) return true;
  return additional.value === true || (isEmpty(additional) && additional.name === null);
}

function isEmpty(schema: ApiNode): boolean {
  return typeof schema.value === "object" && Object.keys(schema.value ?? {}).length === 0;
}
