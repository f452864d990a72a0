import { describe, expect, it } from "vitest";
import { schemaShape } from "../../../../src/model/code/input/shapes/read-shape.ts";
import type { ValueShape } from "../../../../src/model/code/input/shapes/shape.ts";
import { programOf } from "../calls/support.ts";

/** `name?: string|null (a, b)`, by property; `?` for what is not known. */
function properties(source: string): readonly string[] | null {
  const program = programOf({ "src/a.ts": `${source}\nuse(Shape);` });
  for (const call of program.calls()) {
    const { root } = call.record.callee;
    const given = program.argument(call, 0);
    if (root.kind !== "global" || root.name !== "use" || !given) continue;
    const object = schemaShape(given, program)?.object;
    if (!object) return null;
    const all = [...object.properties].map(([name, shape]) => `${name}${shown(shape)}`);
    return [...all, object.complete ? object.others : "incomplete"];
  }
  return null;
}

function shown({ types, enum: values, optional }: ValueShape): string {
  const mark = optional === null ? "~" : optional ? "?" : "";
  return `${mark}: ${types?.join("|") ?? "?"}${values ? ` (${values.join(", ")})` : ""}`;
}

const zod = `import { z } from "zod"; `;

describe("zod", () => {
  it.each([
    [`z.object({ a: z.string().min(1), b: z.number().int().optional() })`, ["a: string", "b?: integer", "dropped"]],
    [
      `z.object({ a: z.enum(["x", "y"]).nullish(), b: z.literal(1) })`,
      ["a?: string|null (x, y, )", "b: number (1)", "dropped"],
    ],
    [`z.object({ a: z.union([z.literal("x"), z.literal("y")]) }).strict()`, ["a: string (x, y)", "refused"]],
    [
      `z.object({ a: z.string() }).extend({ b: z.boolean().default(true) }).passthrough()`,
      ["a: string", "b?: boolean", "kept"],
    ],
    [`z.object({ a: z.string(), b: z.string() }).pick({ a: true }).partial()`, ["a?: string", "dropped"]],
    [`z.object({ a: z.string() }).merge(z.object({ b: z.array(z.string()) }))`, ["a: string", "b: array", "dropped"]],
    [`z.strictObject({ a: z.coerce.number(), b: other() })`, ["a: ?", "b~: ?", "refused"]],
    [`z.object({ a: z.string(), ...others })`, ["a: string", "incomplete"]],
    [`z.object({ a: z.string() }).refine((it) => it.a !== "")`, ["a: string", "dropped"]],
  ])("%s", (schema, expected) => {
    expect(properties(`${zod}import { other, others } from "elsewhere"; const Shape = ${schema};`)).toEqual(expected);
  });

  it("claims nothing of what is not an object, or is made by what it does not know", () => {
    expect(properties(`${zod}const Shape = z.string();`)).toBeNull();
    expect(properties(`${zod}const Shape = z.object({ a: z.string() }).superstrict();`)).toBeNull();
    expect(properties(`import { z } from "another"; const Shape = z.object({ a: z.string() });`)).toBeNull();
  });
});

it("TypeBox and JSON Schema say the same in the same shape", () => {
  const expected = ["a: string (x, y)", "b?: integer", "refused"];
  expect(
    properties(`import { Type } from "@sinclair/typebox";
      const Shape = Type.Object(
        { a: Type.Union([Type.Literal("x"), Type.Literal("y")]), b: Type.Optional(Type.Integer()) },
        { additionalProperties: false });`),
  ).toEqual(expected);
  expect(
    properties(`const Shape = { type: "object", required: ["a"], additionalProperties: false,
        properties: { a: { type: "string", enum: ["x", "y"] }, b: { type: "integer" } } };`),
  ).toEqual(expected);
});

it("of a JSON Schema with references or alternatives nothing is claimed", () => {
  expect(properties(`const Shape = { $ref: "book#" };`)).toBeNull();
  expect(properties(`const Shape = { type: "object", properties: { a: {} }, oneOf: [{}] };`)).toBeNull();
});
