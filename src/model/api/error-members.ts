import type { ApiNode } from "../../facts/api-source.ts";
import { wordsOf } from "./casing.ts";
import { propertiesOf } from "./schemas.ts";

/** `id` only by itself: that of the request says nothing of the error. */
const which = new Set(["code", "codes", "type", "reason", "kind", "key", "id", "slug", "errno", "error"]);
const why = new Set([
  "message",
  "messages",
  "msg",
  "detail",
  "details",
  "description",
  "title",
  "text",
  "reason",
  "error",
  "errors",
  "summary",
  "help",
]);

/** Whether an error's schema has a member that tells one error from another, at its top or in what it wraps. */
export function saysWhich(schema: ApiNode): boolean {
  return hasWord(schema, which, 3);
}

/** Whether it has a text for people. */
export function saysWhy(schema: ApiNode): boolean {
  return hasWord(schema, why, 3);
}

/** An object without written members may hold anything, so it is given the benefit of the doubt. */
function hasWord(schema: ApiNode, words: ReadonlySet<string>, depth: number): boolean {
  if (depth === 0) return false;
  const items = schema.get("items");
  if (items) return hasWord(items, words, depth - 1);
  const alternatives = ["oneOf", "anyOf"].flatMap((keyword) => schema.get(keyword)?.items() ?? []);
  if (alternatives.length > 0) return alternatives.some((each) => hasWord(each, words, depth - 1));
  const properties = propertiesOf(schema);
  if (properties.length === 0) return depth === 3 && schema.get("properties") === null;
  return properties.some(
    (property) =>
      words.has(property.name) ||
      wordsOf(property.name).some((word) => word !== "id" && words.has(word)) ||
      hasWord(property.schema, words, depth - 1),
  );
}
