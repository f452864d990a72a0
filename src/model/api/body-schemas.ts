import type { ApiDocument, Content, Operation } from "../../facts/api.ts";
import type { ApiNode } from "../../facts/api-source.ts";
import { isPointerPlace, type Place } from "../../findings/place.ts";
import { isProtocolEndpoint } from "./paths.ts";
import { schemaOf, schemasUnder, typesOf, type SubSchema } from "./schemas.ts";

const known = new WeakMap<ApiDocument, readonly SubSchema[]>();

/**
 * Every schema of the bodies an API takes and gives, each place of the source once, in the order it is met. Bodies of
 * OAuth and OpenID Connect are left out: those say themselves what is called how.
 */
export function bodySchemas(document: ApiDocument): readonly SubSchema[] {
  const found = known.get(document);
  if (found) return found;
  const seen = new Set<string>();
  const schemas = [...document.operations, ...document.webhooks]
    .filter((operation) => !isProtocolEndpoint(operation.path))
    .flatMap(contentsOf)
    .flatMap((content) => {
      const schema = schemaOf(document, content);
      return schema ? [...schemasUnder(schema, seen)] : [];
    });
  known.set(document, schemas);
  return schemas;
}

export interface BodyProperty extends SubSchema {
  readonly name: string;
  readonly parent: ApiNode;
  /** The place of its name. */
  readonly at: Place;
}

/** The properties of those schemas, each where its name is written; two schemas with one referenced property have two. */
export function bodyProperties(document: ApiDocument): readonly BodyProperty[] {
  return bodySchemas(document).flatMap(({ schema: parent }) => {
    const properties = parent.get("properties");
    return (properties?.members() ?? []).map((schema) => ({
      schema,
      keyword: "properties",
      name: schema.key,
      parent,
      at: (properties as ApiNode).place(schema.key),
    }));
  });
}

/** The JSON types of a property, through an `allOf` or an alternative with `null`; empty when it may be anything. */
export function valueTypesOf(schema: ApiNode, depth = 0): readonly string[] {
  const own = typesOf(schema);
  if (own.length > 0 || depth > 3) return own;
  if (schema.has("properties")) return ["object"];
  const branches = [
    ...(schema.get("allOf")?.items() ?? []),
    ...(schema.get("oneOf")?.items() ?? []),
    ...(schema.get("anyOf")?.items() ?? []),
  ];
  return [...new Set(branches.flatMap((branch) => valueTypesOf(branch, depth + 1)))].toSorted();
}

/** Whether `null` is allowed beside a schema's types: `nullable` (3.0), the type `null` (3.1), `x-nullable` (2.0). */
export function isNullable(schema: ApiNode): boolean {
  return (
    schema.flag("nullable") === true || schema.flag("x-nullable") === true || schema.texts("type").includes("null")
  );
}

const keywords = new Set([
  "properties",
  "items",
  "allOf",
  "anyOf",
  "oneOf",
  "additionalProperties",
  "required",
  "content",
  "schema",
  "enum",
  "example",
]);

/** The component a place is in, or the file when that holds one schema: `User`; null for what is written where it is used. */
export function componentOf(place: Place): string | null {
  if (!isPointerPlace(place)) return null;
  const named = /^\/(?:components\/[^/]+|definitions|\$defs|responses|parameters)\/([^/]+)/.exec(place.pointer);
  if (named) return (named[1] as string).replace(/~1/g, "/").replace(/~0/g, "~");
  if (/^\/(?:paths|webhooks)\//.test(place.pointer)) return null;
  // `models.yml#/Invoice`, beside `invoice.yml`.
  const own = /^\/([A-Za-z][^/]*)/.exec(place.pointer)?.[1];
  if (own !== undefined && !keywords.has(own)) return own;
  return (place.file.split("/").at(-1) as string).replace(/\.[^.]+$/, "");
}

function contentsOf(operation: Operation): readonly Content[] {
  return [...(operation.requestBody?.contents ?? []), ...operation.responses.flatMap((response) => response.contents)];
}
