import type { ApiNode } from "../../../facts/api-source.ts";
import type { Json } from "../../../rule/openapi-visitor.ts";
import { mergeBounds, type Bounds } from "./bounds.ts";
import { partsOf } from "./schema-parts.ts";
import { typesSaid } from "./types.ts";

/**
 * What a schema says, `allOf` and single alternatives put together, however it is spelled in 2.0, 3.0 and 3.1: two
 * spellings of one thing give equal views.
 */
export interface SchemaView {
  readonly id: string;
  /** The schema and all it is put together of; the first is where it stands. */
  readonly parts: readonly ApiNode[];
  /** Null: any type. Without `null`. */
  readonly types: readonly string[] | null;
  readonly nullable: boolean;
  readonly format: string | null;
  /** The values as JSON text, without null; `const` is an enum of one. */
  readonly values: readonly string[] | null;
  /** `x-extensible-enum`: more values may come. */
  readonly extensible: boolean;
  readonly bounds: Bounds;
  readonly pattern: string | null;
  readonly properties: ReadonlyMap<string, readonly ApiNode[]>;
  readonly required: ReadonlySet<string>;
  readonly items: readonly ApiNode[];
  readonly additional: "unsaid" | "open" | "closed" | readonly ApiNode[];
  /** Of `oneOf` or `anyOf`, `null` left out; empty when there are none, or none that is more than a condition. */
  readonly alternatives: readonly ApiNode[];
  /** The property that tells the alternatives apart. */
  readonly discriminator: string | null;
  /** What cannot be compared but for being equal: keyword to JSON text. */
  readonly conditions: ReadonlyMap<string, string>;
  readonly default: string | null;
  readonly readOnly: boolean;
  readonly writeOnly: boolean;
  readonly deprecated: boolean;
}

const conditionKeywords = [
  ..."not if then else contains minContains maxContains dependentRequired dependentSchemas dependencies".split(" "),
  ..."propertyNames patternProperties prefixItems unevaluatedItems contentEncoding contentMediaType contentSchema".split(
    " ",
  ),
];

/** Views of one document, each made once. */
export class SchemaViews {
  readonly #known = new Map<string, SchemaView>();

  of(nodes: readonly ApiNode[]): SchemaView {
    const id = nodes.map((node) => node.id).join(" ");
    let view = this.#known.get(id);
    if (!view) this.#known.set(id, (view = viewOf(id, nodes)));
    return view;
  }
}

function viewOf(id: string, nodes: readonly ApiNode[]): SchemaView {
  const { parts, nullable, alternatives, choices } = partsOf(nodes);
  const first = <T>(read: (part: ApiNode) => T | null): T | null => {
    for (const part of parts) {
      const found = read(part);
      if (found !== null) return found;
    }
    return null;
  };
  // Alternatives of one value each are an enum with words to its values.
  const listed = alternatives.length > 0 && alternatives.every((each) => valuesOf([each]) !== null);
  const said = typesSaid(listed ? [...parts, ...alternatives.slice(0, 1)] : parts);
  const values = listed ? [...new Set(alternatives.flatMap((each) => valuesOf([each]) ?? []))] : valuesOf(parts);
  return {
    id,
    parts,
    types: said.types,
    nullable: nullable || said.nullable || values?.includes("null") === true,
    format: first((part) => part.text("format")),
    values: values?.filter((value) => value !== "null") ?? null,
    extensible: parts.some((part) => part.has("x-extensible-enum") || part.flag("x-extensible") === true),
    bounds: mergeBounds(parts),
    pattern: first((part) => part.text("pattern")),
    properties: propertiesOf(parts),
    required: new Set(parts.flatMap((part) => part.texts("required"))),
    items: parts.flatMap((part) => itemsOf(part)),
    additional: additionalOf(parts),
    alternatives: listed ? [] : alternatives,
    discriminator: first((part) => part.get("discriminator")?.text("propertyName") ?? part.text("discriminator")),
    conditions: conditionsOf(parts, choices),
    default: first((part) => (part.has("default") ? textOf(memberOf(part, "default")) : null)),
    readOnly: parts.some((part) => part.flag("readOnly") === true),
    writeOnly: parts.some((part) => part.flag("writeOnly") === true),
    deprecated: parts.some((part) => part.flag("deprecated") === true || part.flag("x-deprecated") === true),
  };
}

/** Two definitions of a property count, as of parents that both know it; more would multiply. */
function propertiesOf(parts: readonly ApiNode[]): ReadonlyMap<string, readonly ApiNode[]> {
  const found = new Map<string, readonly ApiNode[]>();
  for (const part of parts)
    for (const property of part.get("properties")?.members() ?? []) {
      const known = found.get(property.key) ?? [];
      if (known.length < 2 && !known.some((other) => other.id === property.id))
        found.set(property.key, [...known, property]);
    }
  return found;
}

/** 2019-09 and before let `items` be a list; those are compared as a condition would be. */
function itemsOf(part: ApiNode): readonly ApiNode[] {
  const items = part.get("items");
  return items && typeof items.value === "object" && !Array.isArray(items.value) ? [items] : [];
}

function additionalOf(parts: readonly ApiNode[]): SchemaView["additional"] {
  const written = parts.flatMap((part) => part.get("additionalProperties") ?? []);
  const closed = (node: ApiNode) => node.value === false;
  if (written.some(closed) || parts.some((part) => part.flag("unevaluatedProperties") === false)) return "closed";
  const schemas = written.filter((node) => typeof node.value === "object" && Object.keys(node.value ?? {}).length > 0);
  if (schemas.length > 0) return schemas.slice(0, 2);
  return written.length > 0 ? "open" : "unsaid";
}

function valuesOf(parts: readonly ApiNode[]): readonly string[] | null {
  for (const part of parts) {
    if (part.has("const")) return [textOf(memberOf(part, "const"))];
    const list = memberOf(part, "enum");
    if (Array.isArray(list)) return [...new Set(list.map((value: Json) => textOf(value)))];
  }
  return null;
}

function conditionsOf(parts: readonly ApiNode[], choices: readonly ApiNode[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const keyword of conditionKeywords) {
    const texts = parts.flatMap((part) => (part.has(keyword) ? [textOf(memberOf(part, keyword))] : []));
    if (texts.length > 0) found.set(keyword, texts.join(" "));
  }
  if (choices.length > 0) found.set("oneOf", choices.map((choice) => textOf(choice.value)).join(" "));
  return found;
}

/** The value as it is written, `false` and `null` among them. */
function memberOf(part: ApiNode, key: string): Json | undefined {
  const { value } = part;
  if (typeof value !== "object" || value === null || Array.isArray(value) || !Object.hasOwn(value, key))
    return undefined;
  return (value as Readonly<Record<string, Json>>)[key];
}

/** JSON with its keys in order, without words for people: equal texts for equal values. */
function textOf(value: Json | undefined): string {
  return JSON.stringify(value ?? null, (_key, inner: Json) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(
          Object.entries(inner)
            .filter(([key]) => key !== "description" && key !== "title" && !key.startsWith("example"))
            .toSorted(([a], [b]) => (a < b ? -1 : 1)),
        )
      : inner,
  );
}
