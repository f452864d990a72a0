import type { OpenapiNodeKind } from "../../../rule/openapi-visitor.ts";
import type { Dialect } from "../dialect.ts";

const schema31 = new Set(
  "const examples if then else $defs $id $schema $anchor $comment prefixItems contains minContains maxContains patternProperties propertyNames dependentSchemas dependentRequired unevaluatedItems unevaluatedProperties contentEncoding contentMediaType contentSchema".split(
    " ",
  ),
);
const schema30 = new Set("oneOf anyOf not nullable writeOnly deprecated".split(" "));
const others: Readonly<Record<string, readonly [dialect: Dialect, keys: ReadonlySet<string>][]>> = {
  Document: [
    ["3.1", new Set(["webhooks", "jsonSchemaDialect"])],
    ["3.0", new Set(["components", "servers"])],
    ["3.2", new Set(["$self"])],
  ],
  Info: [["3.1", new Set(["summary"])]],
  Operation: [["3.0", new Set(["requestBody", "callbacks", "servers"])]],
  Response: [["3.0", new Set(["content", "links"])]],
  Parameter: [["3.0", new Set(["content", "schema", "example", "examples", "style", "explode", "deprecated"])]],
  PathItem: [
    ["3.2", new Set(["query", "additionalOperations"])],
    ["3.0", new Set(["servers", "summary", "description", "trace"])],
  ],
  MediaType: [["3.2", new Set(["itemSchema", "itemEncoding", "prefixEncoding"])]],
};

/** The version that brought a key which this document's version does not know; null for a key no version knows there. */
export function newerKey(kind: OpenapiNodeKind, key: string, dialect: Dialect): Dialect | null {
  const brought: [Dialect, ReadonlySet<string>][] =
    kind === "Schema"
      ? [
          ["3.0", schema30],
          ["3.1", schema31],
        ]
      : [...(others[kind] ?? [])];
  for (const [since, keys] of brought) if (keys.has(key) && since > dialect) return since;
  return null;
}
