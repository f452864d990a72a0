import type { SchemaObject } from "./official-schemas.ts";

type Definitions = Record<string, SchemaObject & { properties?: SchemaObject; required?: string[] }>;

/** The 3.0 schema takes `bearerFormat` with `bearer` in lower case only, but RFC 9110 (11.1) says that case means nothing. */
export function correct30(definitions: Definitions): void {
  delete definitions["HTTPSecurityScheme"]?.["oneOf"];
}

/**
 * The 3.1 schema that swagger-parser ships is the draft of 2021-04-15. Where it contradicts the specification, the
 * published schema (https://spec.openapis.org/oas/3.1/schema/2022-10-07) is right:
 */
export function correct31(definitions: Definitions): void {
  // A licence may have an identifier, a URL, or neither (4.8.4).
  delete definitions["license"]?.["oneOf"];
  // `descriptions` and `body` are slips of the pen (4.8.6, 4.8.20).
  extend(definitions, "server-variable", { description: text });
  extend(definitions, "link", { server: { type: "object" } });
  // A parameter has a name (4.8.12).
  definitions["parameter"]?.required?.push("name");
  // Flows of one's own making are extensions; `bearerFormat` is documented for any spelling of `Bearer`.
  extend(definitions, "security-scheme", { bearerFormat: text });
}

/** What 3.2 adds to 3.1 (https://spec.openapis.org/oas/v3.2.0, appendix on changes): no schema for it is shipped. */
export function extendTo32(root: SchemaObject & { properties?: SchemaObject }, definitions: Definitions): void {
  root.properties = {
    ...root.properties,
    openapi: { type: "string", pattern: String.raw`^3\.2\.\d+(-.+)?$` },
    $self: text,
  };
  extend(definitions, "server", { name: text });
  extend(definitions, "tag", { summary: text, parent: text, kind: text });
  extend(definitions, "path-item", { query: { type: "object" }, additionalOperations: mapOfObjects });
  extend(definitions, "components", { mediaTypes: mapOfObjects });
  extend(definitions, "media-type", {
    itemSchema: schema,
    prefixEncoding: listOfObjects,
    itemEncoding: { type: "object" },
  });
  extend(definitions, "encoding", {
    encoding: mapOfObjects,
    prefixEncoding: listOfObjects,
    itemEncoding: { type: "object" },
  });
  extend(definitions, "example", { dataValue: true, serializedValue: text });
  extend(definitions, "response", { summary: text });
  extend(definitions, "security-scheme", { oauth2MetadataUrl: text, deprecated: { type: "boolean" } });
  extend(definitions, "oauth-flows", {
    deviceAuthorization: { type: "object", required: ["deviceAuthorizationUrl", "tokenUrl", "scopes"] },
  });
  extend(definitions, "parameter", { in: { enum: ["query", "querystring", "header", "path", "cookie"] } });
  const response = definitions["response"];
  if (response) response.required = [];
  const parameter = definitions["parameter"];
  const styles = (
    parameter?.["dependentSchemas"] as
      | { schema?: { $defs?: Record<string, { then?: { properties?: SchemaObject } }> } }
      | undefined
  )?.schema?.$defs;
  const cookie = styles?.["styles-for-cookie"]?.then;
  if (cookie) cookie.properties = { style: { enum: ["form", "cookie"] } };
}

const text = { type: "string" };
const schema = { type: ["object", "boolean"] };
const mapOfObjects = { type: "object", additionalProperties: { type: "object" } };
const listOfObjects = { type: "array", items: { type: "object" } };

function extend(definitions: Definitions, name: string, properties: SchemaObject): void {
  const definition = definitions[name];
  if (definition) definition.properties = { ...definition.properties, ...properties };
}
