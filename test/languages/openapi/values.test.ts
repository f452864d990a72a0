import { createRequire } from "node:module";
import { describe, expect, it } from "vitest";
import type { ValueUse } from "../../../src/facts/api-source.ts";
import type { Json } from "../../../src/rule/openapi-visitor.ts";
import { document as readDocument } from "./reading.ts";

const { default: Ajv } = createRequire(createRequire(import.meta.url).resolve("@apidevtools/swagger-parser"))(
  "ajv/dist/2020.js",
) as { default: new (options: object) => { validate(schema: unknown, value: unknown): boolean } };

async function mismatches(schemas: Json, value: Json, use: ValueUse = "either", version = "3.1.0") {
  const text = JSON.stringify({
    openapi: version,
    info: { title: "t", version: "1" },
    paths: {},
    components: { schemas },
  });
  const { source } = await readDocument(text, "openapi.json");
  return source
    .mismatches(value, { file: "openapi.json", pointer: "/components/schemas/A" }, use)
    .map(
      ({ pointer, message, schema }) =>
        `${pointer} | ${message} | ${schema.pointer.replace("/components/schemas/", "")}`,
    );
}

describe("values", () => {
  it.each<[name: string, schema: Json, values: readonly Json[]]>([
    ["types", { type: ["integer", "null"] }, [1, 1.5, "1", null, true, [], {}]],
    ["bounds", { type: "number", exclusiveMinimum: 1, maximum: 3, multipleOf: 0.5 }, [1, 1.5, 3, 3.5, 2.2]],
    [
      "texts",
      { type: "string", minLength: 2, maxLength: 3, pattern: "^\\p{L}+$" },
      ["a", "ab", "äöü", "a1", "abcd", "👍👍"],
    ],
    [
      "lists",
      { prefixItems: [{ type: "string" }], items: { type: "number" }, uniqueItems: true },
      [["a", 1], [1], ["a", 1, 1]],
    ],
    [
      "objects",
      {
        required: ["a"],
        properties: { a: { type: "string" } },
        patternProperties: { "^x-": {} },
        additionalProperties: false,
      },
      [{ a: "b" }, {}, { a: "b", "x-c": 1 }, { a: "b", c: 1 }, JSON.parse('{ "a": "b", "__proto__": 1 }') as Json],
    ],
    ["branches", { anyOf: [{ type: "string" }, { type: "object", required: ["a"] }] }, ["a", { a: 1 }, {}, 1]],
    ["constants", { enum: [1, "a", { b: [1] }] }, [1, "a", { b: [1] }, { b: [2] }, "b"]],
  ])("fit and depart as Ajv says of the whole schema: %s", async (_name, schema, values) => {
    const judge = new Ajv({ strict: false });
    for (const value of values)
      expect([value, (await mismatches({ A: schema }, value)).length === 0]).toEqual([
        value,
        judge.validate(schema, value),
      ]);
  });

  it("are named where they stand, with the keyword that refuses them, behind references", async () => {
    const schemas = {
      A: { type: "array", items: { $ref: "#/components/schemas/B" } },
      B: { type: "object", properties: { "a/b": { type: "string" }, next: { $ref: "#/components/schemas/B" } } },
    };
    expect(await mismatches(schemas, [{}, { next: { "a/b": 1 } }])).toEqual([
      "/1/next/a~1b | `1.next.a/b` must be a string, found the number 1 | B/properties/a~1b/type",
    ]);
  });

  it("need not hold what only the other side sends", async () => {
    const schemas = {
      A: {
        allOf: [{ $ref: "#/components/schemas/B" }],
        required: ["id", "secret", "name"],
        properties: { secret: { type: "string", writeOnly: true }, name: { type: "string" } },
      },
      B: { properties: { id: { type: "integer", readOnly: true } } },
    };
    const lacking = async (use: ValueUse) => (await mismatches(schemas, {}, use)).join();
    expect(await lacking("request")).toContain("lacks `secret`, `name`");
    expect(await lacking("response")).toContain("lacks `id`, `name`");
    expect(await lacking("either")).toContain("lacks `name`");
  });

  it("in 3.0 are null where `nullable` says so, and bounds are excluded by a flag", async () => {
    const schemas = { A: { type: "number", minimum: 1, exclusiveMinimum: true, nullable: true } };
    expect(await mismatches(schemas, null, "either", "3.0.3")).toEqual([]);
    expect(await mismatches(schemas, 1, "either", "3.0.3")).toEqual([
      " | it must be more than 1, found the number 1 | A/exclusiveMinimum",
    ]);
  });

  it.each<[name: string, schemas: Json, value: Json]>([
    ["a schema that is part of itself", { A: { allOf: [{ $ref: "#/components/schemas/A" }] } }, 1],
    ["a reference to itself", { A: { $ref: "#/components/schemas/A" } }, 1],
    ["a reference that leads nowhere", { A: { $ref: "#/components/schemas/B" } }, 1],
    [
      "keywords with values they cannot have",
      { A: { type: "strnig", minLength: -1, pattern: "(", required: 1, items: 3 } },
      [],
    ],
    ["an expression that would take for ever", { A: { pattern: "^(a+)+$" } }, `${"a".repeat(5000)}!`],
    [
      "a schema in a dialect of its own",
      { A: { $schema: "http://json-schema.org/draft-04/schema#", type: "string" } },
      1,
    ],
    ["a value too large to be an example", { A: { type: "string" } }, Array.from({ length: 20_000 }, () => 1)],
  ])("are not judged by %s", async (_name, schemas, value) => {
    expect(await mismatches(schemas, value)).toEqual([]);
  });

  it("are held against schemas that branch at every level no more often than the budget says", async () => {
    const schemas: Record<string, Json> = { A: {} };
    for (let level = 0; level < 20; level++) {
      const next = { $ref: `#/components/schemas/L${level + 1}` };
      schemas[`L${level}`] = { anyOf: [next, next, next, next] };
    }
    schemas["L20"] = { type: "string" };
    schemas["A"] = { $ref: "#/components/schemas/L0" };
    expect(await mismatches(schemas, 1)).toEqual([]);
  });
});
