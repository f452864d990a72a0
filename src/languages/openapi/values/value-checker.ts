import type { Mismatch, ValueUse } from "../../../facts/api-source.ts";
import type { Json } from "../../../rule/openapi-visitor.ts";
import type { Dialect } from "../dialect.ts";
import { isFailure, type Located, type References } from "../load/references.ts";
import { usesForeignDialect } from "../structure/foreign-dialect.ts";
import { createValueAjv, type CompiledCheck, type DataContext, type KeywordCheck, type ValueAjv } from "./ajv.ts";
import { chosenAmong } from "./alternatives.ts";
import { mismatchesOf } from "./mismatches.ts";
import { OptionalProperties } from "./optional-properties.ts";
import { schemaObject, type Alternatives } from "./schema-object.ts";
import { isSmall } from "./size.ts";

/** How many schemas a value may be held against: an example of a few thousand members needs as many. */
const mostSteps = 20_000;

class OutOfSteps extends Error {}

/**
 * Holds values against the schemas of one document, with Ajv. A schema is compiled when a value first meets it, up to its
 * `$ref`s and alternatives, once for each use: neither circles nor a component that is used a thousand times cost more.
 */
export class ValueChecker {
  readonly #dialect: Dialect;
  readonly #references: References;
  readonly #foreign: boolean;
  readonly #optional: OptionalProperties;
  readonly #checks = new Map<string, CompiledCheck | null>();
  readonly #ajvs = new Map<ValueUse, ValueAjv>();
  #steps = 0;

  constructor(dialect: Dialect, root: Json, references: References) {
    this.#dialect = dialect;
    this.#references = references;
    this.#foreign = usesForeignDialect(root);
    this.#optional = new OptionalProperties(references);
  }

  mismatches(value: Json, schema: Located, use: ValueUse): readonly Mismatch[] {
    if (this.#foreign || !isSmall(value)) return [];
    this.#steps = 0;
    try {
      return this.#mismatches(value, schema, use, "");
    } catch (error) {
      // A schema that is part of itself (`allOf` in a circle), or one that would have to be tried in too many ways.
      if (error instanceof OutOfSteps || error instanceof RangeError) return [];
      throw error;
    }
  }

  #mismatches(value: unknown, schema: Located, use: ValueUse, instancePath: string): readonly Mismatch[] {
    if (this.#steps++ > mostSteps) throw new OutOfSteps();
    const target = this.#references.deref(schema);
    // Beside the `$ref` of a 3.1 schema stands the rest of it: then the schema is not only what it leads to.
    const at = isFailure(target) ? null : this.#dialect < "3.1" ? target : schema;
    const check = at && this.#check(at, use);
    return !check || check(value, { instancePath }) ? [] : mismatchesOf(check.errors ?? []);
  }

  #check(at: Located, use: ValueUse): CompiledCheck | null {
    const key = `${use} ${at.file}#${at.pointer}`;
    const known = this.#checks.get(key);
    if (known !== undefined) return known;
    const check = this.#compile(at, use);
    this.#checks.set(key, check);
    return check;
  }

  #compile(at: Located, use: ValueUse): CompiledCheck | null {
    const schema = schemaObject(at, {
      dialect: this.#dialect,
      use,
      isOptional: (object, property) => this.#optional.has(object, property, use),
    });
    try {
      return this.#ajv(use).compile(schema);
    } catch (error) {
      if (error instanceof RangeError) throw error;
      // What Ajv itself does not take is a broken schema, which `openapi/valid-document` is for.
      return null;
    }
  }

  #ajv(use: ValueUse): ValueAjv {
    const known = this.#ajvs.get(use);
    if (known) return known;
    const ajv = createValueAjv();
    this.#ajvs.set(use, ajv);
    ajv.addKeyword({
      keyword: "follow",
      errors: true,
      validate: carrying((reference: Located, value, { instancePath }) => {
        const target = this.#references.follow(reference.file, (reference.value as { $ref: string }).$ref);
        return isFailure(target) ? [] : this.#mismatches(value, target, use, instancePath);
      }),
    });
    ajv.addKeyword({
      keyword: "alternatives",
      errors: true,
      validate: carrying((groups: readonly Alternatives[], value, { instancePath }) =>
        groups.flatMap((group) =>
          chosenAmong(group, instancePath, (branch) => this.#mismatches(value, branch, use, instancePath)),
        ),
      ),
    });
    return ajv;
  }
}

/** A keyword whose errors are mismatches already: Ajv carries them up among its own. */
function carrying<Schema>(
  check: (schema: Schema, value: unknown, context: DataContext) => readonly Mismatch[],
): KeywordCheck {
  const validate = (schema: Schema, value: unknown, _parent: unknown, context: DataContext): boolean => {
    const found = check(schema, value, context);
    (validate as KeywordCheck).errors = found.map((mismatch) => ({ instancePath: "", params: { mismatch } }));
    return found.length === 0;
  };
  return validate as KeywordCheck;
}
