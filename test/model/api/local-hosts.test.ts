import { expect, test } from "vitest";
import { isPlainHttp } from "../../../src/model/api/local-hosts.ts";

test.each([
  ["http://api.bookshop.io/v1", true],
  ["HTTP://API.BOOKSHOP.IO", true],
  ["ws://live.bookshop.io", true],
  ["http://user@bookshop.io:8080", true],
  ["http://8.8.8.8", true],
  ["http://172.15.0.1", true],
  ["https://api.bookshop.io", false],
  ["/v1", false],
  ["api.bookshop.io", false],
  ["http://localhost:3000", false],
  ["http://books", false],
  ["http://172.31.0.1", false],
  ["http://[::1]/v1", false],
  ["http://api.example.com", false],
  ["http://{host}/v1", false],
  ["", false],
])("%s is plain HTTP: %s", (url, expected) => {
  expect(isPlainHttp(url)).toBe(expected);
});
