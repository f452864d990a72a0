import type { ApiDocument, Content, Operation } from "../../facts/api.ts";
import type { ApiNode } from "../../facts/api-source.ts";
import { schemasUnder } from "./schemas.ts";

/** A schema of something a client sends, met once in a document however many operations take it. */
export interface RequestInput {
  readonly schema: ApiNode;
  /** The keyword that holds it: `properties`, `items`, `allOf`; null for a parameter's or a body's own. */
  readonly keyword: string | null;
  /** The nearest name around it: a property's, a parameter's, a component's; `body` where there is none. */
  readonly name: string;
  /** One of the operations that take it. */
  readonly operation: Operation;
}

const known = new WeakMap<ApiDocument, readonly RequestInput[]>();
/** What stands under these keywords is a condition, and bounds nothing by itself. */
const conditions = new Set(["not", "if", "contains", "propertyNames"]);

/**
 * What clients send: parameters in path and query (headers are bounded by every server), and request bodies with all
 * that is in them. Left out: what is `readOnly`, and what only deprecated operations take.
 */
export function requestInputsOf(document: ApiDocument): readonly RequestInput[] {
  const found = known.get(document) ?? collect(document);
  known.set(document, found);
  return found;
}

function collect(document: ApiDocument): readonly RequestInput[] {
  const inputs: RequestInput[] = [];
  const seen = new Set<string>();
  const names = new Map<string, string>();
  for (const operation of document.operations) {
    if (operation.deprecated) continue;
    for (const { name, root } of rootsOf(document, operation)) {
      for (const { schema, name: property, keyword, parent } of schemasUnder(root, seen)) {
        const near = property ?? (parent ? names.get(parent.id) : undefined) ?? name;
        names.set(schema.id, near);
        if (keyword !== null && conditions.has(keyword)) continue;
        if (schema.flag("readOnly") !== true) inputs.push({ schema, keyword, name: near, operation });
      }
    }
  }
  return inputs;
}

function rootsOf(document: ApiDocument, operation: Operation): readonly { name: string; root: ApiNode }[] {
  const parameters = operation.parameters.flatMap(({ name, in: place, schema }) => {
    const root = (place === "query" || place === "path") && schema ? document.source.node(schema.at) : null;
    return root ? [{ name, root }] : [];
  });
  const bodies = (operation.requestBody?.contents ?? []).flatMap((content) => bodyRoots(document, content));
  return [...parameters, ...bodies];
}

/** 2.0 writes a form's fields as parameters of their own. */
function bodyRoots(document: ApiDocument, { schema }: Content): readonly { name: string; root: ApiNode }[] {
  const node = schema && document.source.node(schema.at);
  if (!schema || !node) return [];
  if (node.text("in") !== "formData") return [{ name: schema.name ?? "body", root: node }];
  return schema.properties.flatMap(({ name, at }) => {
    const root = document.source.node(at);
    return root ? [{ name, root }] : [];
  });
}
