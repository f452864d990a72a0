import { describe, expect, it } from "vitest";
import { misfitsOf } from "../../../src/model/api/schema-values.ts";
import type { JsonObject } from "../../../src/rule/openapi-visitor.ts";

const said = (schema: JsonObject) => misfitsOf(schema).map(({ message }) => message);

describe("misfitsOf", () => {
  it.each<[string, JsonObject]>([
    ["a schema without values", { type: "string" }],
    ["an integer written as 1.0, which JSON does not tell from 1", { type: "integer", enum: [1.0] }],
    ["a number that is whole", { type: "number", enum: [3] }],
    ["a nullable enum of 3.0", { type: "string", nullable: true, enum: ["a", null] }],
    ["a nullable enum of 2.0", { type: "string", "x-nullable": true, enum: ["a", null] }],
    ["a type list of 3.1", { type: ["integer", "null"], enum: [1, null] }],
    ["arrays as values of an array", { type: "array", enum: [["a"], []] }],
    ["a type nobody knows", { type: "file", enum: ["x"] }],
    ["no type", { enum: [1, "1", null] }],
    ["objects with the same members", { type: "object", enum: [{ a: 1 }] }],
  ])("finds nothing in %s", (_, schema) => {
    expect(said(schema)).toEqual([]);
  });

  it("tells the text from the number", () => {
    expect(said({ type: "string", enum: [10, "10"] })).toEqual(["`10` in `enum` is not of type `string`"]);
    expect(said({ type: "integer", enum: ["10"] })).toEqual(['`"10"` in `enum` is not of type `integer`']);
  });

  it("names three values and counts the rest", () => {
    expect(said({ type: "string", enum: [1, 2, 3, 4, 5] })).toEqual([
      "`1`, `2`, `3` and 2 more in `enum` are not of type `string`",
    ]);
  });

  it("marks what is about null", () => {
    expect(misfitsOf({ type: "string", enum: ["a", null] }).map(({ aboutNull }) => aboutNull)).toEqual([true]);
  });

  it("takes members of Object.prototype for values like any other", () => {
    expect(said({ type: "string", enum: ["constructor", "__proto__"] })).toEqual([]);
  });

  it("gives slips of one kind one cause", () => {
    const [version, year] = [
      { type: "string", enum: [1, "2"] },
      { type: "string", enum: [2024] },
    ].flatMap(misfitsOf);
    const [flag] = misfitsOf({ type: "string", enum: [true] });
    expect(version?.cause).toBe(year?.cause);
    expect(flag?.cause).not.toBe(year?.cause);
  });
});
