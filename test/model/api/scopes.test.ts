import { expect, test } from "vitest";
import { onlyAsks, scopeAllows } from "../../../src/model/api/scopes.ts";

test.each([
  ["read:users", "reading"],
  ["users.readonly", "reading"],
  ["https://api.example.com/auth/users.read-only", "reading"],
  ["Users.View", "reading"],
  ["user:read_write", "writing"],
  ["users:manage", "writing"],
  ["users", "unknown"],
  ["spreadsheet", "unknown"],
])("%s allows %s", (scope, expected) => {
  expect(scopeAllows(scope)).toBe(expected);
});

test.each([
  ["/books/search", true],
  ["/books:batchGet", true],
  ["/graphql", true],
  ["/orders/{id}/validate", true],
  ["/books", false],
  ["/orders/{id}", false],
  ["/researchers", false],
])("POST %s only asks: %s", (path, expected) => {
  expect(onlyAsks(path)).toBe(expected);
});
