import type { OpenapiNodeKind } from "../../../rule/openapi-visitor.ts";
import { isVersion3, type Dialect } from "../dialect.ts";

/** Containers that are no nodes of their own, only a way to some. */
type ContainerKind = "Components" | "Encoding";
export type GrammarKind = Exclude<OpenapiNodeKind, "Reference"> | ContainerKind;

/** How a member holds nodes: itself, as a list's items, or as an object's members. */
export interface Edge {
  readonly kind: GrammarKind;
  readonly as: "one" | "list" | "map";
}

export type Grammar = Readonly<Record<GrammarKind, Readonly<Record<string, Edge>>>>;

const one = (kind: GrammarKind): Edge => ({ kind, as: "one" });
const list = (kind: GrammarKind): Edge => ({ kind, as: "list" });
const map = (kind: GrammarKind): Edge => ({ kind, as: "map" });

const named = (names: string, edge: Edge): Record<string, Edge> =>
  Object.fromEntries(names.split(" ").map((name) => [name, edge]));

const schema: Record<string, Edge> = {
  ...named("properties patternProperties dependentSchemas $defs definitions", map("Schema")),
  ...named("allOf anyOf oneOf prefixItems", list("Schema")),
  ...named(
    "items additionalItems additionalProperties unevaluatedItems unevaluatedProperties contains propertyNames contentSchema",
    one("Schema"),
  ),
  ...named("not if then else", one("Schema")),
};

/** `*` stands for every member that is no extension. */
const version3: Grammar = {
  Document: {
    info: one("Info"),
    servers: list("Server"),
    paths: map("PathItem"),
    webhooks: map("PathItem"),
    components: one("Components"),
    security: list("SecurityRequirement"),
    tags: list("Tag"),
  },
  Components: {
    schemas: map("Schema"),
    responses: map("Response"),
    parameters: map("Parameter"),
    examples: map("Example"),
    requestBodies: map("RequestBody"),
    headers: map("Header"),
    securitySchemes: map("SecurityScheme"),
    links: map("Link"),
    callbacks: map("Callback"),
    pathItems: map("PathItem"),
    mediaTypes: map("MediaType"),
  },
  Info: {},
  Server: {},
  Tag: {},
  PathItem: {
    servers: list("Server"),
    parameters: list("Parameter"),
    additionalOperations: map("Operation"),
    ...named("get put post delete options head patch trace query", one("Operation")),
  },
  Operation: {
    parameters: list("Parameter"),
    requestBody: one("RequestBody"),
    responses: map("Response"),
    callbacks: map("Callback"),
    security: list("SecurityRequirement"),
    servers: list("Server"),
  },
  Parameter: { schema: one("Schema"), content: map("MediaType"), examples: map("Example") },
  Header: { schema: one("Schema"), content: map("MediaType"), examples: map("Example") },
  RequestBody: { content: map("MediaType") },
  Response: { headers: map("Header"), content: map("MediaType"), links: map("Link") },
  MediaType: {
    schema: one("Schema"),
    itemSchema: one("Schema"),
    examples: map("Example"),
    encoding: map("Encoding"),
    itemEncoding: one("Encoding"),
    prefixEncoding: list("Encoding"),
  },
  Encoding: {
    headers: map("Header"),
    encoding: map("Encoding"),
    itemEncoding: one("Encoding"),
    prefixEncoding: list("Encoding"),
  },
  Callback: { "*": one("PathItem") },
  Link: { server: one("Server") },
  Schema: schema,
  Example: {},
  SecurityScheme: {},
  SecurityRequirement: {},
};

const version2: Grammar = {
  ...version3,
  Document: {
    info: one("Info"),
    paths: map("PathItem"),
    definitions: map("Schema"),
    parameters: map("Parameter"),
    responses: map("Response"),
    securityDefinitions: map("SecurityScheme"),
    security: list("SecurityRequirement"),
    tags: list("Tag"),
  },
  PathItem: { parameters: list("Parameter"), ...named("get put post delete options head patch", one("Operation")) },
  Operation: { parameters: list("Parameter"), responses: map("Response"), security: list("SecurityRequirement") },
  Parameter: { schema: one("Schema") },
  Response: { schema: one("Schema"), headers: map("Header") },
  Header: {},
};

export function grammarOf(dialect: Dialect): Grammar {
  return isVersion3(dialect) ? version3 : version2;
}

/** Members that hold the user's data: a `$ref` in them is data, however it looks. */
export const dataMembers: ReadonlySet<string> = new Set([
  "example",
  "examples",
  "default",
  "const",
  "value",
  "dataValue",
  "serializedValue",
  "mapping",
  "requestBody",
]);
