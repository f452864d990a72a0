import type { SchemaObject } from "./official-schemas.ts";

/**
 * Whether a value holds. `met` collects the members that some keyword has looked at, for `unevaluatedProperties`; null
 * when nobody asks.
 */
export type Check = (value: unknown, met: Set<string> | null) => boolean;

type Maker = (argument: unknown, schema: SchemaObject, make: (schema: unknown) => Check) => Check | null;

/**
 * Keywords that say nothing about a value, are left out of the validator too (`uniqueItems`), or mean something only
 * beside another: `additionalItems` beside a list of `items`, which the official schemas do not have.
 */
const silent = new Set(
  "id $id $schema $comment $defs title description default format uniqueItems additionalItems then else".split(" "),
);

/**
 * Answers "yes, this holds" without a validator: to load Ajv and have it compile a schema costs more than to read a
 * small document. It knows the keywords that the official schemas are written in and says no more than yes or no; who
 * gets a no asks Ajv, which then says why. Once it has met a keyword it does not know, it says yes to nothing.
 */
export class QuickChecks {
  readonly #definition: (reference: string) => unknown;
  readonly #referenced = new Map<string, Check>();
  #knowsAll = true;

  constructor(definition: (reference: string) => unknown) {
    this.#definition = definition;
  }

  of(schema: SchemaObject): (value: unknown) => boolean {
    const check = this.#make(schema);
    // Asked last, for what a `$ref` leads to is looked at when it is first followed.
    return (value) => check(value, null) && this.#knowsAll;
  }

  readonly #make = (schema: unknown): Check => {
    if (typeof schema === "boolean") return () => schema;
    if (!isRecord(schema)) this.#knowsAll = false;
    const checks: Check[] = [];
    let isClosed = false;
    for (const [keyword, argument] of isRecord(schema) ? Object.entries(schema) : []) {
      if (silent.has(keyword)) continue;
      if (keyword === "$ref") checks.push(this.#reference(String(argument)));
      else if (keyword === "unevaluatedProperties" && argument === false) isClosed = true;
      else {
        const check = makers[keyword]?.(argument, schema as SchemaObject, this.#make);
        if (check === undefined) this.#knowsAll = false;
        else if (check) checks.push(check);
      }
    }
    if (isClosed) return closed(checks);
    const [only] = checks;
    return checks.length === 1 && only ? only : (value, met) => checks.every((check) => check(value, met));
  };

  /** Made at its first use: definitions refer to each other in circles. */
  #reference(reference: string): Check {
    return (value, met) => {
      let check = this.#referenced.get(reference);
      if (!check) this.#referenced.set(reference, (check = this.#make(this.#definition(reference))));
      return check(value, met);
    };
  }
}

function closed(checks: readonly Check[]): Check {
  return (value, met) => {
    const own = new Set<string>();
    if (!checks.every((check) => check(value, own))) return false;
    if (isRecord(value)) for (const key of Object.keys(value)) if (!own.has(key)) return false;
    if (met) for (const key of own) met.add(key);
    return true;
  };
}

/** What a keyword asks; null for one that is seen to beside another. */
const makers: Readonly<Record<string, Maker>> = {
  type: (argument) => {
    const types = (Array.isArray(argument) ? argument : [argument]) as readonly string[];
    const [only] = types;
    if (types.length === 1 && only !== undefined) return (value) => hasType(value, only);
    return (value) => types.some((type) => hasType(value, type));
  },
  enum: (argument) => among(argument as readonly unknown[]),
  const: (argument) => among([argument]),
  pattern: (argument) => {
    const pattern = new RegExp(String(argument), "u");
    return (value) => typeof value !== "string" || pattern.test(value);
  },
  minimum: (argument, { exclusiveMinimum }) =>
    exclusiveMinimum === true
      ? (value) => typeof value !== "number" || value > Number(argument)
      : (value) => typeof value !== "number" || value >= Number(argument),
  // Before 2020-12 it only says what `minimum` means.
  exclusiveMinimum: (argument) =>
    typeof argument === "number" ? (value) => typeof value !== "number" || value > argument : null,
  minItems: (argument) => (value) => !Array.isArray(value) || value.length >= Number(argument),
  items: (argument, _schema, make) => {
    const item = make(argument); // A list of them is no schema, and so not known.
    return (value) => !Array.isArray(value) || value.every((each) => item(each, null));
  },
  minProperties: (argument) => (value) => !isRecord(value) || Object.keys(value).length >= Number(argument),
  maxProperties: (argument) => (value) => !isRecord(value) || Object.keys(value).length <= Number(argument),
  required: (argument) => (value) =>
    !isRecord(value) || (argument as readonly string[]).every((key) => Object.hasOwn(value, key)),
  propertyNames: (argument, _schema, make) => {
    const name = make(argument);
    return (value) => !isRecord(value) || Object.keys(value).every((key) => name(key, null));
  },
  properties: members,
  patternProperties: (argument, schema, make) => ("properties" in schema ? null : members(argument, schema, make)),
  additionalProperties: (argument, schema, make) =>
    "properties" in schema || "patternProperties" in schema ? null : members(argument, schema, make),
  allOf: (argument, _schema, make) => {
    const checks = (argument as readonly unknown[]).map(make);
    return (value, met) => checks.every((check) => check(value, met));
  },
  anyOf: (argument, _schema, make) => {
    const checks = (argument as readonly unknown[]).map(make);
    // Each branch that holds has looked at members of its own.
    return (value, met) => checks.filter((check) => holdsApart(check, value, met)).length > 0;
  },
  oneOf: (argument, _schema, make) => {
    const checks = (argument as readonly unknown[]).map(make);
    return (value, met) => checks.filter((check) => holdsApart(check, value, met)).length === 1;
  },
  not: (argument, _schema, make) => {
    const check = make(argument);
    return (value) => !check(value, null);
  },
  if: (argument, schema, make) => {
    const condition = make(argument);
    const then = make(schema["then"] ?? true);
    const otherwise = make(schema["else"] ?? true);
    return (value, met) => (holdsApart(condition, value, met) ? then(value, met) : otherwise(value, met));
  },
  dependentSchemas: (argument, _schema, make) => {
    const checks = Object.entries(argument as object).map(([key, schema]) => ({ key, check: make(schema) }));
    return (value, met) =>
      !isRecord(value) || checks.every(({ key, check }) => !Object.hasOwn(value, key) || check(value, met));
  },
};

/** `properties`, `patternProperties` and `additionalProperties` in one pass over the members there are. */
function members(_argument: unknown, schema: SchemaObject, make: (schema: unknown) => Check): Check {
  const named = new Map(Object.entries((schema["properties"] ?? {}) as object).map(([key, each]) => [key, make(each)]));
  const patterns = Object.entries((schema["patternProperties"] ?? {}) as object).map(([pattern, each]) => ({
    pattern: new RegExp(pattern, "u"),
    check: make(each),
  }));
  const others = schema["additionalProperties"] === undefined ? null : make(schema["additionalProperties"]);
  return (value, met) => {
    if (!isRecord(value)) return true;
    for (const [key, each] of Object.entries(value)) {
      const check = named.get(key);
      let known = check !== undefined;
      if (check && !check(each, null)) return false;
      for (const other of patterns) {
        if (!other.pattern.test(key)) continue;
        known = true;
        if (!other.check(each, null)) return false;
      }
      if (!known && others) {
        known = true;
        if (!others(each, null)) return false;
      }
      if (known) met?.add(key);
    }
    return true;
  };
}

/** What a branch that fails has looked at does not count. */
function holdsApart(check: Check, value: unknown, met: Set<string> | null): boolean {
  if (!met) return check(value, null);
  const own = new Set<string>();
  if (!check(value, own)) return false;
  for (const key of own) met.add(key);
  return true;
}

/** The official schemas enumerate strings and booleans only, which need no deep comparison. */
function among(values: readonly unknown[]): Check {
  return (value) => values.includes(value);
}

function hasType(value: unknown, type: string): boolean {
  switch (type) {
    case "object":
      return isRecord(value);
    case "array":
      return Array.isArray(value);
    case "null":
      return value === null;
    case "integer":
      return Number.isInteger(value);
    default:
      return typeof value === type;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
