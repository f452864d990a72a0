import { expect, test } from "vitest";
import { NearestPaths } from "../../../src/model/contract/nearest.ts";
import { pathShape } from "../../../src/model/contract/path-shape.ts";

function entry(endpoint: string) {
  const [method, path] = endpoint.split(" ") as [string, string];
  return { method, shape: pathShape(path), endpoint };
}

const paths = new NearestPaths(
  ["GET /api/users", "GET /api/users/{id}", "POST /api/users/{id}/emails", "GET /api/addresses"].map(entry),
);

test.each([
  ["PUT /api/users", "method", "GET /api/users"],
  ["GET /api/user", "spelling", "GET /api/users"],
  ["GET /api/adresses", "spelling", "GET /api/addresses"],
  ["GET /api/users/{id}/orders", "neighbour", "GET /api/users/{id}"],
  ["GET /api/users/{id}/emails/{email}", "neighbour", "POST /api/users/{id}/emails"],
])("%s has the %s %s", (missed, why, nearest) => {
  expect(paths.nearest(entry(missed))).toMatchObject({ why, entry: { endpoint: nearest } });
});

test("what all paths begin with makes no neighbours", () => {
  expect(paths.nearest(entry("GET /api/invoices/{id}"))).toBeNull();
});

test("of nothing nothing is nearest", () => {
  expect(new NearestPaths([]).nearest(entry("GET /users"))).toBeNull();
});
