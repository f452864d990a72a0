import { expect, test } from "vitest";
import { internalsIn, isInternalField } from "../../../src/model/api/internals.ts";

test("fields that are about the code", () => {
  const names = ["stack", "stackTrace", "stack_trace", "exceptionClass", "innerException", "sqlState", "debugInfo"];
  expect(names.filter((name) => !isInternalField(name))).toEqual([]);
  const fine = ["message", "traceId", "stackId", "exceptional", "line", "cause", "details", "sqlDatabaseId"];
  expect(fine.filter(isInternalField)).toEqual([]);
});

test.each([
  ["TypeError: no\n    at findBook (/srv/app/books.js:12:5)", "a stack trace"],
  ["\tat com.shop.Books.find(Books.java:12)", "a stack trace"],
  ["Traceback (most recent call last):", "a stack trace"],
  ["java.lang.NullPointerException", "the class of an exception"],
  ["ERROR: duplicate key value violates unique constraint", "a message of the database"],
  ["look at the manual (page 12)", null],
  ["com.shop.books", null],
  ["the order is invalid", null],
])("%s shows %s", (text, expected) => {
  expect(internalsIn({ errors: [{ message: text }] })).toBe(expected);
});
