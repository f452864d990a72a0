import { describe, expect, it } from "vitest";
import { misfitsOf } from "../../../src/model/api/schema-values.ts";
import type { JsonObject } from "../../../src/rule/openapi-visitor.ts";

const said = (schema: JsonObject) => misfitsOf(schema).map(({ member, message }) => `${member}: ${message}`);

describe("misfitsOf", () => {
  it.each<[string, JsonObject]>([
    ["a schema without values", { type: "string" }],
    ["an integer written as 1.0, which JSON does not tell from 1", { type: "integer", enum: [1.0], default: 1 }],
    ["a number that is whole", { type: "number", default: 3 }],
    ["a nullable enum of 3.0", { type: "string", nullable: true, enum: ["a", null], default: null }],
    ["a nullable enum of 2.0", { type: "string", "x-nullable": true, enum: ["a", null] }],
    ["a type list of 3.1", { type: ["integer", "null"], enum: [1, null], default: null }],
    ["arrays as values of an array", { type: "array", enum: [["a"], []], default: [] }],
    ["a type nobody knows", { type: "file", default: "x" }],
    ["no type", { enum: [1, "1", null], default: "1" }],
    ["objects with the same members", { type: "object", enum: [{ a: 1 }], default: { a: 1 } }],
  ])("finds nothing in %s", (_, schema) => {
    expect(said(schema)).toEqual([]);
  });

  it("tells the text from the number", () => {
    expect(said({ type: "string", enum: [10, "10"] })).toEqual(["enum: `10` in `enum` is not of type `string`"]);
    expect(said({ type: "integer", default: "10" })).toEqual(['default: default `"10"` is not of type `integer`']);
  });

  it("names three values and counts the rest", () => {
    expect(said({ type: "string", enum: [1, 2, 3, 4, 5] })).toEqual([
      "enum: `1`, `2`, `3` and 2 more in `enum` are not of type `string`",
    ]);
  });

  it("says of a value that stands three times that it does once", () => {
    expect(said({ enum: ["a", "a", "b", "a"] })).toEqual(['enum: `"a"` stands in `enum` more than once']);
  });

  it("marks what is about null", () => {
    expect(misfitsOf({ type: "string", enum: ["a", null], default: null }).map(({ aboutNull }) => aboutNull)).toEqual([
      true,
      true,
    ]);
  });

  it("takes members of Object.prototype for values like any other", () => {
    expect(said({ type: "string", enum: ["constructor", "__proto__"], default: "toString" })).toEqual([
      'default: default `"toString"` is none of the values in `enum`',
    ]);
  });
});
