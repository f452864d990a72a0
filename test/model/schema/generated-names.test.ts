import { expect, it } from "vitest";
import {
  columnAddition,
  expressionName,
  freeName,
  indexColumnNames,
  objectName,
} from "../../../src/model/schema/generated-names.ts";
import { byteLength, clip } from "../../../src/model/schema/identifiers.ts";

it("shortens the longer part first, and never the label", () => {
  expect(objectName("users", "email", "key")).toBe("users_email_key");
  expect(objectName("t".repeat(70), null, "pkey")).toBe(`${"t".repeat(58)}_pkey`);
  expect(objectName("t".repeat(50), "c".repeat(20), "idx")).toBe(`${"t".repeat(38)}_${"c".repeat(20)}_idx`);
  expect(objectName("t".repeat(50), "c".repeat(50), "fkey")).toBe(`${"t".repeat(29)}_${"c".repeat(28)}_fkey`);
});

it("cuts between characters, counting bytes", () => {
  expect(clip("größe", 4)).toBe("grö");
  expect(clip("größe", 3)).toBe("gr");
  expect(byteLength("a€😀")).toBe(8);
  expect(byteLength(objectName("ö".repeat(40), "ü".repeat(40), "idx"))).toBeLessThanOrEqual(63);
});

it("counts up until a name is free", () => {
  const taken = new Set(["t_c_idx", "t_c_idx1"]);
  expect(freeName("t", "c", "idx", (name) => taken.has(name))).toBe("t_c_idx2");
});

it("joins columns until there are enough bytes, and numbers repeated attributes", () => {
  expect(columnAddition(["a", "b"])).toBe("a_b");
  expect(columnAddition(["a".repeat(70), "b"])).toBe("a".repeat(70));
  expect(indexColumnNames(["a", "a", null, null])).toEqual(["a", "a1", "expr", "expr1"]);
});

it.each([
  ["lower(email)", "lower"],
  ["public.norm(email)", "norm"],
  ["(a + b)", null],
  ["(email)::text", "email"],
  ["'x'::text", "text"],
  ["CAST(a AS text)", "a"],
  ["COALESCE(a, b)", "coalesce"],
  ["CASE WHEN a THEN b END", "case"],
  ["data ->> 'k'", null],
  ['(("Name"))', "Name"],
  ["NOT a", null],
])("names the expression %s as PostgreSQL does", (expression, name) => {
  expect(expressionName(expression)).toBe(name);
});
