import type { OpenapiNodeKind } from "../../../rule/openapi-visitor.ts";
import type { Dialect } from "../dialect.ts";
import { correct30, correct31, extendTo32 } from "./corrections.ts";
import {
  createAjv,
  officialSchema,
  vocabulary,
  type AjvInstance,
  type SchemaObject,
  type Validate,
} from "./official-schemas.ts";

/** What each kind of node is called in the official schemas. Kinds with several forms are told apart in forms.ts. */
const names2: Readonly<Record<string, string>> = {
  Info: "info",
  Tag: "tag",
  PathItem: "pathItem",
  Operation: "operation",
  Response: "response",
  Header: "header",
  Schema: "schema",
  SecurityRequirement: "securityRequirement",
  Parameter: "parameter",
};
const names30: Readonly<Record<string, string>> = Object.fromEntries(
  "Info Server Tag PathItem Operation Parameter RequestBody Response Header MediaType Example Schema SecurityScheme SecurityRequirement Link Callback"
    .split(" ")
    .map((kind) => [kind, kind]),
);
const names31: Readonly<Record<string, string>> = {
  Info: "info",
  Server: "server",
  Tag: "tag",
  PathItem: "path-item",
  Operation: "operation",
  Parameter: "parameter",
  RequestBody: "request-body",
  Response: "response",
  Header: "header",
  MediaType: "media-type",
  Example: "example",
  Schema: "schema",
  SecurityScheme: "security-scheme",
  SecurityRequirement: "security-requirement",
  Link: "link",
  Callback: "callbacks",
};

const object = { type: "object" };
const schema31 = { type: ["object", "boolean"] };

/**
 * The official schema of one dialect, cut at the borders between nodes: a child node need only be an object, for it is
 * checked by itself, once, wherever it is written. So a `$ref` is satisfied wherever it stands, a reference chain costs
 * nothing, and an error belongs to the innermost node it is about rather than to every `oneOf` around it.
 */
export class Slices {
  readonly #dialect: Dialect;
  readonly #names: Readonly<Record<string, string>>;
  readonly #ajv: AjvInstance;
  readonly #section: string;
  readonly #compiled = new Map<string, Validate | null>();

  constructor(dialect: Dialect) {
    this.#dialect = dialect;
    this.#names = dialect === "2.0" ? names2 : dialect === "3.0" ? names30 : names31;
    this.#section = dialect === "2.0" || dialect === "3.0" ? "definitions" : "$defs";
    this.#ajv = createAjv(dialect);
    this.#ajv.addSchema(this.#cutAll(), "official");
  }

  /** The check of a node's kind, or of one of its forms by its name in the official schema; null where there is none. */
  of(kind: OpenapiNodeKind, form?: string): Validate | null {
    const key = form ?? kind;
    const known = this.#compiled.get(key);
    if (known !== undefined) return known;
    const validate = this.#compile(kind, form);
    this.#compiled.set(key, validate);
    return validate;
  }

  #compile(kind: OpenapiNodeKind, form: string | undefined): Validate | null {
    if (kind === "Document") return this.#ajv.compile({ $ref: `official#/${this.#section}/root` });
    if (kind === "Schema" && this.#section === "$defs") return this.#ajv.compile(jsonSchema(this.#ajv));
    const name = form ?? this.#names[kind];
    if (name === undefined) return null;
    const slice = { $ref: `official#/${this.#section}/${name}` };
    // What all parameters of 2.0 but those of the body must have stands above their forms.
    return this.#ajv.compile(
      name.endsWith("ParameterSubSchema") ? { allOf: [slice, { required: ["name", "in", "type"] }] } : slice,
    );
  }

  #cutAll(): SchemaObject {
    const {
      [this.#section]: section,
      $id: _id,
      id: _oldId,
      $schema: _schema,
      ...rest
    } = structuredClone(officialSchema(this.#dialect));
    const definitions = section as Record<string, SchemaObject>;
    if (this.#dialect === "3.0") correct30(definitions);
    if (this.#section === "$defs") correct31(definitions);
    if (this.#dialect === "3.2") extendTo32(rest, definitions);
    const borders = new Map(
      Object.entries(this.#names).map(([kind, name]) => [
        `#/${this.#section}/${name}`,
        kind === "Schema" && this.#section === "$defs" ? schema31 : object,
      ]),
    );
    const cut = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(cut);
      if (typeof value !== "object" || value === null) return value;
      const schema = value as SchemaObject;
      if (typeof schema["$dynamicRef"] === "string") return schema31;
      const reference = schema["$ref"];
      if (typeof reference === "string") {
        const border =
          borders.get(reference) ??
          (reference.endsWith("-or-reference") ||
          /\/(?:Reference|jsonReference|fileSchema|\w+Security)$/.test(reference)
            ? object
            : undefined);
        if (border) return border;
      }
      const result = Object.fromEntries(
        Object.entries(schema)
          .filter(([key, each]) => key !== "$dynamicAnchor" || typeof each !== "string")
          .map(([key, each]) => [key, cut(each)]),
      );
      return mergeAlternatives(result);
    };
    // The root's own keys are a definition like the others, which the name `root` is free for.
    return { [this.#section]: { ...(cut(definitions) as SchemaObject), root: cut(rest) } };
  }
}

/** `oneOf` a schema or a reference, once both are cut to "an object", is just that; with `boolean` beside it, a list of types. */
function mergeAlternatives(schema: SchemaObject): SchemaObject {
  for (const keyword of ["oneOf", "anyOf"]) {
    const branches = schema[keyword];
    if (!Array.isArray(branches) || branches.length < 2) continue;
    const types = branches.map((branch: SchemaObject) =>
      Object.keys(branch).length === 1 ? branch["type"] : undefined,
    );
    if (types.some((type) => type === undefined)) continue;
    const { [keyword]: _cut, ...rest } = schema;
    return { ...rest, type: [...new Set(types.flat())] };
  }
  return schema;
}

/** Schemas of 3.1 are JSON Schema 2020-12; the official schema says of them no more than "an object or a boolean". */
function jsonSchema(ajv: AjvInstance): SchemaObject {
  const parts = (["core", "applicator", "validation", "meta-data"] as const).map((name) => {
    const written = vocabulary(name);
    ajv.addSchema(
      { properties: inlined(written["properties"], written["$defs"] as SchemaObject) },
      `vocabulary-${name}`,
    );
    return { $ref: `vocabulary-${name}#` };
  });
  return { allOf: parts };
}

/** With the definitions put in their place (they are small and not recursive), so that errors stay beside their `anyOf`. */
function inlined(value: unknown, definitions: SchemaObject | undefined): unknown {
  if (Array.isArray(value)) return value.map((each) => inlined(each, definitions));
  if (typeof value !== "object" || value === null) return value;
  const schema = value as SchemaObject;
  if (typeof schema["$dynamicRef"] === "string") return schema31;
  const reference = schema["$ref"];
  if (typeof reference === "string") return inlined(definitions?.[reference.replace("#/$defs/", "")], definitions);
  return Object.fromEntries(Object.entries(schema).map(([key, each]) => [key, inlined(each, definitions)]));
}
