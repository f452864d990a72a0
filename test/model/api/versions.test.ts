import { expect, test } from "vitest";
import { majorOf } from "../../../src/model/api/versions.ts";

test.each([
  ["v2", 2],
  ["V2.1", 2],
  ["3.0.1", 3],
  ["v1beta1", 1],
  ["2024-01-01", null],
  ["2024.0", null],
  ["latest", null],
])("the major number of %s is %s", (version, expected) => {
  expect(majorOf(version)).toBe(expected);
});
