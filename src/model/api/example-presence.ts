import type { ApiDocument, Content } from "../../facts/api.ts";
import type { ApiNode } from "../../facts/api-source.ts";
import { isPointerPlace, type Place } from "../../findings/place.ts";

/**
 * Whether a body of a request or response shows an example: at one of its media types, at the schema, or at properties of
 * the schema, from which tools put one together. Null for a body that is not data (a file, a page) or has no schema.
 *
 * @param at the request body or response; in 2.0 the `body` parameter
 */
export function showsExample(document: ApiDocument, at: Place, contents: readonly Content[]): boolean | null {
  const judged = contents.filter(({ mediaType, schema }) => /json|form|^\*/i.test(mediaType) && schema !== null);
  if (judged.length === 0 || !isPointerPlace(at)) return null;
  const body = document.source.node(at);
  if (!body) return null;
  if (hasOwn(body) || body.has("x-example") || body.has("x-examples")) return true;
  if (document.dialect === "2.0") return inSchema(body.get("schema") ?? body, 0);
  const media = judged.flatMap(({ mediaType }) => body.get("content")?.get(mediaType) ?? []);
  return media.some((each) => hasOwn(each) || inSchema(each.get("schema"), 0));
}

function hasOwn(node: ApiNode): boolean {
  return node.has("example") || node.has("examples");
}

/** Two levels down, past what only wraps: a page around a list around the items. */
function inSchema(schema: ApiNode | null, depth: number): boolean {
  if (!schema || depth > 6) return false;
  if (hasOwn(schema) || (depth > 0 && (schema.has("default") || schema.has("enum") || schema.has("const"))))
    return true;
  const below = [
    ...["allOf", "oneOf", "anyOf"].flatMap((key) => schema.get(key)?.items() ?? []),
    ...(schema.get("properties")?.members() ?? []).slice(0, 50),
    ...[schema.get("items")].flatMap((items) => items ?? []),
  ];
  return below.some((part) => inSchema(part, depth + (schema.has("properties") ? 3 : 1)));
}
