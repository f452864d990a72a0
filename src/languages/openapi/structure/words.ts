import type { Json, JsonObject, OpenapiNodeKind } from "../../../rule/openapi-visitor.ts";
import { textAt } from "../json.ts";

const kinds: Readonly<Record<OpenapiNodeKind, string>> = {
  Document: "the document",
  Info: "`info`",
  Server: "a server",
  Tag: "a tag",
  PathItem: "a path",
  Operation: "an operation",
  Parameter: "a parameter",
  RequestBody: "a request body",
  Response: "a response",
  Header: "a header",
  MediaType: "a media type",
  Example: "an example",
  Schema: "a schema",
  SecurityScheme: "a security scheme",
  SecurityRequirement: "a security requirement",
  Link: "a link",
  Callback: "a callback",
  Reference: "a reference",
};

export function aKind(kind: OpenapiNodeKind): string {
  return kinds[kind];
}

/** A node's kind, with the form of it that decides which keys it may have. */
export function aNode(kind: OpenapiNodeKind, value: JsonObject): string {
  if (kind !== "SecurityScheme") return aKind(kind);
  const flow = textAt(value, "flow");
  const type = textAt(value, "type");
  return `a security scheme${type === undefined ? "" : ` of type \`${type}\``}${flow === undefined ? "" : ` and flow \`${flow}\``}`;
}

const types: Readonly<Record<string, string>> = {
  object: "an object",
  array: "a list",
  string: "a string",
  number: "a number",
  integer: "a whole number",
  boolean: "`true` or `false`",
  null: "`null`",
};

export function typesText(expected: unknown): string {
  const names = Array.isArray(expected) ? expected : [expected];
  return names.map((name) => types[String(name)] ?? String(name)).join(" or ");
}

/** A value as one says what was found: its kind, and itself when it is short. */
export function foundText(value: Json | undefined): string {
  if (value === undefined) return "nothing";
  if (value === null) return "nothing (null)";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "an object";
  if (typeof value === "string") return value.length > 40 ? "a longer text" : `\`${value}\``;
  return typeof value === "number" ? `the number ${value}` : `\`${value}\``;
}

/** `one of a, b and c`, in backticks. */
export function listed(values: readonly unknown[]): string {
  const quoted = values.map((value) => `\`${String(value)}\``);
  if (quoted.length < 2) return quoted.join("");
  return `${quoted.slice(0, -1).join(", ")} or ${quoted.at(-1)}`;
}
