import { createRequire } from "node:module";
import type { ErrorObject, SchemaObject } from "../structure/official-schemas.ts";
import { formats } from "./formats.ts";
import { patternOf } from "./pattern.ts";

/** Where in the value a check stands, as Ajv hands it on. */
export interface DataContext {
  readonly instancePath: string;
}

export interface ValueErrors extends Omit<ErrorObject, "parentSchema"> {
  readonly parentSchema?: SchemaObject;
}

export interface CompiledCheck {
  (value: unknown, context?: DataContext): boolean;
  errors?: ValueErrors[] | null;
}

/** A keyword of our own: true when it holds, else `errors` says why not. */
export interface KeywordCheck {
  (schema: never, value: unknown, parent: SchemaObject, context: DataContext): boolean;
  errors?: unknown[] | null;
}

export interface ValueAjv {
  compile(schema: SchemaObject | boolean): CompiledCheck;
  addKeyword(definition: { keyword: string; validate: KeywordCheck; errors: boolean }): void;
}

type AjvClass = new (options: Record<string, unknown>) => ValueAjv;

/** The Ajv that swagger-parser ships, loaded when the first value is checked. */
export function createValueAjv(): ValueAjv {
  const shipped = createRequire(createRequire(import.meta.url).resolve("@apidevtools/swagger-parser"));
  const loaded = shipped("ajv/dist/2020.js") as AjvClass & { default?: AjvClass };
  return new (loaded.default ?? loaded)({
    allErrors: true,
    verbose: true,
    strict: false,
    logger: false,
    meta: false,
    validateSchema: false,
    formats: Object.fromEntries(Object.entries(formats).map(([name, validate]) => [name, formatFor(name, validate)])),
    // 0.1 + 0.2 is a multiple of 0.1.
    multipleOfPrecision: 6,
    code: { optimize: false, regExp: Object.assign(expression, { code: "undefined" }) },
  });
}

function formatFor(name: string, validate: (value: never) => boolean) {
  return { type: name === "int32" ? "number" : "string", validate };
}

function expression(source: string) {
  return patternOf(source) ?? { test: () => true, toString: () => `any ${source}` };
}
