import type { ApiDocument, Content } from "../../facts/api.ts";
import type { ApiNode } from "../../facts/api-source.ts";

/** Keywords whose value is one schema, a list of schemas, or named schemas (JSON Schema 2020-12, section 10; 3.0's are among them). */
const one = [
  "items",
  "additionalProperties",
  "unevaluatedProperties",
  "unevaluatedItems",
  "additionalItems",
  "contains",
  "propertyNames",
  "not",
  "if",
  "then",
  "else",
];
const lists = ["allOf", "anyOf", "oneOf", "prefixItems"];
const named = ["properties", "patternProperties", "dependentSchemas"];

/** A schema and how the one above it holds it. */
export interface SubSchema {
  readonly schema: ApiNode;
  /** The keyword: `properties`, `items`, `allOf`; null for the schema the walk began at. */
  readonly keyword: string | null;
  /** The property's name under `properties`; null elsewhere. */
  readonly name: string | null;
  readonly parent: ApiNode | null;
}

/**
 * A schema and every schema below it, references followed, each place of the source once: as long as the source, however
 * often its schemas refer to each other. Give the same `seen` to walk many bodies and meet each schema once over all.
 */
export function* schemasUnder(root: ApiNode, seen = new Set<string>()): Generator<SubSchema> {
  const waiting: SubSchema[] = [{ schema: root, keyword: null, name: null, parent: null }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (seen.has(next.schema.id) || typeof next.schema.value !== "object") continue;
    seen.add(next.schema.id);
    yield next;
    waiting.push(...childrenOf(next.schema).toReversed());
  }
}

/** The schemas one level below, in the order of the keywords. */
function childrenOf(parent: ApiNode): readonly SubSchema[] {
  const children: SubSchema[] = [];
  for (const keyword of named)
    for (const schema of parent.get(keyword)?.members() ?? [])
      children.push({ schema, keyword, name: keyword === "properties" ? schema.key : null, parent });
  for (const keyword of one) {
    const schema = parent.get(keyword);
    // 2019-09 and before let `items` be a list; `additionalProperties` may be true or false.
    for (const item of schema && Array.isArray(schema.value) ? schema.items() : schema ? [schema] : [])
      if (typeof item.value === "object") children.push({ schema: item, keyword, name: null, parent });
  }
  for (const keyword of lists)
    for (const schema of parent.get(keyword)?.items() ?? []) children.push({ schema, keyword, name: null, parent });
  return children;
}

export interface Property {
  readonly name: string;
  readonly required: boolean;
  readonly schema: ApiNode;
}

/** The properties of an object, those of its `allOf` parts among them; the first that is met of a name counts. */
export function propertiesOf(schema: ApiNode): readonly Property[] {
  const found = new Map<string, ApiNode>();
  const required = new Set<string>();
  const seen = new Set<string>();
  const collect = (part: ApiNode) => {
    if (seen.has(part.id)) return;
    seen.add(part.id);
    for (const name of part.texts("required")) required.add(name);
    for (const property of part.get("properties")?.members() ?? [])
      if (!found.has(property.key)) found.set(property.key, property);
    for (const base of part.get("allOf")?.items() ?? []) collect(base);
  };
  collect(schema);
  return [...found].map(([name, property]) => ({ name, required: required.has(name), schema: property }));
}

/** The JSON types a schema names itself (`type`), without `null`; empty when it names none. */
export function typesOf(schema: ApiNode): readonly string[] {
  const written = schema.text("type");
  return (written === null ? schema.texts("type") : [written]).filter((type) => type !== "null");
}

/** The schema of a body as it is written, for more than its outline. */
export function schemaOf(document: ApiDocument, content: Content): ApiNode | null {
  return content.schema && document.source.node(content.schema.at);
}
