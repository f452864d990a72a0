import type { OpenapiNodeKind } from "../../../rule/openapi-visitor.ts";
import type { Dialect } from "../dialect.ts";
import { segmentsOf } from "../pointer.ts";
import { correct30, correct31, extendTo32 } from "./corrections.ts";
import {
  createAjv,
  metaSchema04,
  officialSchema,
  vocabulary,
  type AjvInstance,
  type ErrorObject,
  type SchemaObject,
  type Validate,
} from "./official-schemas.ts";
import { QuickChecks } from "./quick-check.ts";

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

const draft04 = "http://json-schema.org/draft-04/schema#/";
const object = { type: "object" };
const schema31 = { type: ["object", "boolean"] };

/** The check of one kind of node. */
export class Slice {
  readonly #holds: (value: unknown) => boolean;
  readonly #compile: () => Validate;
  #validate: Validate | null = null;

  constructor(holds: (value: unknown) => boolean, compile: () => Validate) {
    this.#holds = holds;
    this.#compile = compile;
  }

  /** What is wrong with a value; the validator is made when it is first asked. */
  errorsIn(value: unknown): readonly ErrorObject[] {
    if (this.#holds(value)) return [];
    this.#validate ??= this.#compile();
    return this.#validate(value) ? [] : (this.#validate.errors ?? []);
  }
}

/**
 * The official schema of one dialect, cut at the borders between nodes: a child node need only be an object, for it is
 * checked by itself, once, wherever it is written. So a `$ref` is satisfied wherever it stands, a reference chain costs
 * nothing, and an error belongs to the innermost node it is about rather than to every `oneOf` around it.
 */
export class Slices {
  readonly #dialect: Dialect;
  readonly #names: Readonly<Record<string, string>>;
  readonly #section: "definitions" | "$defs";
  readonly #definitions: Readonly<Record<string, SchemaObject>>;
  readonly #quick: QuickChecks;
  readonly #slices = new Map<string, Slice | null>();
  #ajv: AjvInstance | null = null;

  constructor(dialect: Dialect) {
    this.#dialect = dialect;
    this.#names = dialect === "2.0" ? names2 : dialect === "3.0" ? names30 : names31;
    this.#section = dialect === "2.0" || dialect === "3.0" ? "definitions" : "$defs";
    this.#definitions = this.#cutAll();
    this.#quick = new QuickChecks((reference) => this.#definition(reference));
  }

  /** The check of a node's kind, or of one of its forms by its name in the official schema; null where there is none. */
  of(kind: OpenapiNodeKind, form?: string): Slice | null {
    const key = form ?? kind;
    const known = this.#slices.get(key);
    if (known !== undefined) return known;
    const schema = this.#schemaOf(kind, form);
    const slice = schema && new Slice(this.#quick.of(schema), () => this.#compile(schema));
    this.#slices.set(key, slice);
    return slice;
  }

  #schemaOf(kind: OpenapiNodeKind, form: string | undefined): SchemaObject | null {
    if (kind === "Document") return this.#reference("root");
    if (kind === "Schema" && this.#section === "$defs") return jsonSchema();
    const name = form ?? this.#names[kind];
    if (name === undefined) return null;
    // What all parameters of 2.0 but those of the body must have stands above their forms.
    return name.endsWith("ParameterSubSchema")
      ? { allOf: [this.#reference(name), { required: ["name", "in", "type"] }] }
      : this.#reference(name);
  }

  /** `official#/$defs/info`, or a part of one: `#/$defs/parameter/dependentSchemas/schema/$defs/styles-for-path`. */
  #definition(reference: string): unknown {
    const [, ...path] = segmentsOf(reference.slice(reference.indexOf("#") + 1));
    return path.reduce<unknown>((value, key) => (value as SchemaObject | undefined)?.[key], this.#definitions);
  }

  #reference(name: string): SchemaObject {
    return { $ref: `official#/${this.#section}/${name}` };
  }

  #compile(schema: SchemaObject): Validate {
    if (!this.#ajv) {
      this.#ajv = createAjv(this.#dialect);
      this.#ajv.addSchema({ [this.#section]: this.#definitions }, "official");
    }
    return this.#ajv.compile(schema);
  }

  #cutAll(): Readonly<Record<string, SchemaObject>> {
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
        if (reference.startsWith(draft04)) return cut(inMetaSchema(reference.slice(draft04.length)));
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
    return { ...(cut(definitions) as Record<string, SchemaObject>), root: cut(rest) as SchemaObject };
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
function jsonSchema(): SchemaObject {
  return {
    allOf: (["core", "applicator", "validation", "meta-data"] as const).map((name) => {
      const written = vocabulary(name);
      return { properties: inlined(written["properties"], written["$defs"] as SchemaObject) };
    }),
  };
}

/** What the schema of 2.0 takes from JSON Schema draft 4: `properties/title`, `definitions/positiveInteger`. */
function inMetaSchema(path: string): unknown {
  const meta = metaSchema04();
  const [section = "", name = ""] = path.split("/");
  return inlined((meta[section] as SchemaObject)[name], meta["definitions"] as SchemaObject);
}

/** With the definitions put in their place (they are small and not recursive), so that errors stay beside their `anyOf`. */
function inlined(value: unknown, definitions: SchemaObject | undefined): unknown {
  if (Array.isArray(value)) return value.map((each) => inlined(each, definitions));
  if (typeof value !== "object" || value === null) return value;
  const schema = value as SchemaObject;
  if (typeof schema["$dynamicRef"] === "string") return schema31;
  const reference = schema["$ref"];
  if (typeof reference === "string")
    return inlined(definitions?.[reference.slice(reference.lastIndexOf("/") + 1)], definitions);
  return Object.fromEntries(Object.entries(schema).map(([key, each]) => [key, inlined(each, definitions)]));
}
