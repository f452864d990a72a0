import { Ajv2020 } from "ajv/dist/2020.js";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { QuickChecks } from "../../../src/languages/openapi/structure/quick-check.ts";
import type { SchemaObject } from "../../../src/languages/openapi/structure/official-schemas.ts";

const definitions: Record<string, SchemaObject> = {
  list: { type: "array", items: { $ref: "#/$defs/list" } },
  extensible: { patternProperties: { "^x-": true } },
};

function holds(schema: SchemaObject, value: unknown): boolean {
  return new QuickChecks((reference) => definitions[reference.replace("#/$defs/", "")]).of(schema)(value);
}

/** Schemas of the keywords it knows, over few names, so that they meet. */
function schemas(): fc.Arbitrary<SchemaObject | boolean> {
  const name = fc.constantFrom("a", "b", "x-c");
  const { schema } = fc.letrec<{ schema: SchemaObject | boolean }>((tie) => {
    const sub = tie("schema");
    const list = fc.array(sub, { minLength: 1, maxLength: 3 });
    const map = fc.dictionary(name, sub, { maxKeys: 3 });
    const types = fc.constantFrom("object", "array", "string", "number", "integer", "boolean", "null");
    const record = fc.record(
      {
        type: fc.oneof(types, fc.uniqueArray(types, { minLength: 1, maxLength: 3 })),
        enum: fc.uniqueArray(fc.constantFrom<unknown>("a", "b", 1, true, null), { minLength: 1 }),
        const: fc.constantFrom<unknown>("a", 1, false),
        pattern: fc.constantFrom("^a", "b$"),
        minimum: fc.integer({ min: -2, max: 2 }),
        exclusiveMinimum: fc.integer({ min: -2, max: 2 }),
        minItems: fc.nat(2),
        items: sub,
        minProperties: fc.nat(2),
        maxProperties: fc.nat(2),
        required: fc.uniqueArray(name, { maxLength: 2 }),
        propertyNames: sub,
        properties: map,
        patternProperties: fc.dictionary(fc.constantFrom("^x-", "a"), sub, { maxKeys: 2 }),
        additionalProperties: sub,
        unevaluatedProperties: fc.constant(false),
        allOf: list,
        anyOf: list,
        oneOf: list,
        not: sub,
        if: sub,
        then: sub,
        else: sub,
        dependentSchemas: map,
        $ref: fc.constantFrom("#/$defs/list", "#/$defs/extensible"),
      },
      { requiredKeys: [] },
    );
    const few = fc.tuple(record, fc.infiniteStream(fc.nat(1000))).map(([full, order]) =>
      Object.fromEntries(
        Object.entries(full)
          .filter(([, value]) => value !== undefined)
          .map((entry) => ({ entry, rank: order.next().value as number }))
          .toSorted((a, b) => a.rank - b.rank)
          .slice(0, 4)
          .map(({ entry }) => entry),
      ),
    );
    return { schema: fc.oneof({ maxDepth: 3, withCrossShrink: true }, fc.boolean(), few) as never };
  });
  return schema;
}

function values(): fc.Arbitrary<unknown> {
  const { value } = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      fc.constantFrom<unknown>("a", "b", "ab", 0, 1, -1, 1.5, true, false, null),
      fc.array(tie("value"), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom("a", "b", "x-c", "other"), tie("value"), { maxKeys: 4 }),
    ),
  }));
  return value;
}

describe("a quick check", () => {
  it("says of every value what Ajv says", () => {
    fc.assert(
      fc.property(schemas(), fc.array(values(), { minLength: 1, maxLength: 12 }), (schema, each) => {
        const validate = new Ajv2020({ strict: false, logger: false }).compile({
          $defs: definitions,
          allOf: [schema],
        });
        const whole: SchemaObject = { allOf: [schema] };
        expect(each.map((value) => holds(whole, value))).toEqual(each.map((value) => validate(value)));
      }),
      { numRuns: 200, seed: 20 },
    );
  });

  // Ajv takes `constructor` for a property that was looked at: its record of them inherits from Object.prototype.
  it("knows of no property but an object's own", () => {
    const schema = { properties: { a: true }, unevaluatedProperties: false };
    expect(holds(schema, { a: 1 })).toBe(true);
    expect(holds(schema, { constructor: 1 })).toBe(false);
    expect(holds({ properties: { constructor: { type: "string" } } }, {})).toBe(true);
  });

  it("says yes to nothing in a schema with a keyword it does not know, however that stands", () => {
    expect(holds({ type: "string" }, "a")).toBe(true);
    expect(holds({ type: "string", maxLength: 3 }, "a")).toBe(false);
    expect(holds({ not: { maxLength: 3 } }, "aaaa")).toBe(false);
    expect(holds({ items: [{ type: "string" }] }, ["a"])).toBe(false);
    expect(holds({ unevaluatedProperties: { type: "string" } }, {})).toBe(false);
    expect(holds({ $ref: "#/$defs/nobody" }, "a")).toBe(false);
  });

  it("does not count what a branch has looked at that fails afterwards", () => {
    const failing = { properties: { a: true }, required: ["b"] };
    for (const branches of [{ anyOf: [failing, true] }, { oneOf: [failing, true] }, { if: failing }]) {
      const schema = { unevaluatedProperties: false, ...branches };
      const validate = new Ajv2020({ strict: false, logger: false }).compile(schema);
      expect(validate({ a: 1 })).toBe(false);
      expect(holds(schema, { a: 1 })).toBe(false);
    }
  });

  it("reads `exclusiveMinimum: true` as draft 4 does", () => {
    const positive = { minimum: 0, exclusiveMinimum: true };
    expect([1, 0, -1].map((value) => holds(positive, value))).toEqual([true, false, false]);
  });
});
