import { expect, test } from "vitest";
import { namesSuccessor } from "../../../src/model/api/deprecation.ts";

test.each([
  ["Deprecated. Use `GET /v2/books` instead.", true],
  ["This endpoint is deprecated; use POST [/auth](https://docs.example.com) from now on", true],
  ["We recommend using the catalogue.", true],
  ["Deprecated: see [the guide](https://docs.example.com/books).", true],
  ["There is no replacement.", true],
  ["Deprecated.", false],
  ["**The low level API is deprecated. It will be removed in a future version.** Starts a stream.", false],
  ["Lists all books. You can use it with filters.", false],
  ["Deprecated. Takes a list. More about lists is in [the guide](https://docs.example.com/lists).", false],
])("%s", (text, expected) => {
  expect(namesSuccessor(text)).toBe(expected);
});
