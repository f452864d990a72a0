import type { ApiNode } from "../../facts/api-source.ts";
import type { Json, OpenapiDocumentView, OpenapiNode } from "../../rule/openapi-visitor.ts";
import { referencesIn } from "./references.ts";

/** Whether an object of the schema may have properties that are declared nowhere beside it, each with a type of its own. */
export function mayHaveUndeclared(schema: ApiNode): boolean {
  return (
    ["oneOf", "anyOf", "patternProperties", "$ref", "$dynamicRef", "if"].some((key) => schema.has(key)) ||
    typeof schema.get("additionalProperties")?.value === "object" ||
    schema.flag("additionalProperties") === true ||
    (schema.get("allOf")?.items() ?? []).some((part) => part.id !== schema.id && mayHaveUndeclaredPart(part, 0))
  );
}

function mayHaveUndeclaredPart(part: ApiNode, depth: number): boolean {
  if (depth > 20) return true;
  return (
    ["oneOf", "anyOf", "patternProperties", "$dynamicRef"].some((key) => part.has(key)) ||
    (part.get("allOf")?.items() ?? []).some((inner) => mayHaveUndeclaredPart(inner, depth + 1))
  );
}

/** Whether the schema is put together with others, by `allOf`, `oneOf` and the like: then those may declare what it lacks. */
export function isPartOfAnother(node: OpenapiNode, document: OpenapiDocumentView): boolean {
  for (let at: OpenapiNode<Json> | null = node; at; at = at.parent)
    if (/\/(?:(?:allOf|anyOf|oneOf)\/\d+|not|if|then|else|dependentSchemas\/[^/]+)$/.test(at.at.pointer)) return true;
    else if (at !== node && at.kind !== "Schema") break;
    else if (/\/(?:properties|items)(?:\/|$)/.test(at.at.pointer.slice(at.parent?.at.pointer.length ?? 0))) break;
  const { file, pointer } = node.at;
  return composedPlaces(document).has(`${file}#${pointer}`);
}

const known = new WeakMap<object, ReadonlySet<string>>();

/** The places that an `allOf`, `anyOf` or `oneOf` refers to. */
function composedPlaces({ source }: OpenapiDocumentView): ReadonlySet<string> {
  const found = known.get(source);
  if (found) return found;
  const references = referencesIn(source);
  const places = new Set(references.filter(({ composes }) => composes).map(({ to }) => `${to.file}#${to.pointer}`));
  known.set(source, places);
  return places;
}
