import { expect, test } from "vitest";
import { testedOperations } from "../../../src/model/contract/tested.ts";
import { documentOf, projectOf, routesOf } from "./support.ts";

const served = ["GET /users", "POST /users", "GET /users/{id}", "GET /users/me", "DELETE /users/{id}", "GET /orders"];

/** The operations that tests name, where these paths stand in them: `GET /users`, or `? /users` without a method. */
function named(tests: readonly string[], operations = served, routes = operations): readonly string[] {
  const testedPaths = tests.map((test) => {
    const [method, path] = test.split(" ") as [string, string];
    const at = { file: "test/a.test.ts", start: 0, end: 1 };
    return { file: at.file, method: method === "?" ? null : method, path, at };
  });
  const documents = [documentOf("openapi.yaml", operations)];
  const project = projectOf({ documents, routes: routesOf("src/app.ts", routes) });
  return testedOperations({ ...project, testedPaths }).flatMap((tested) =>
    [...tested.named.keys()].map(({ method, path }) => `${method} ${path}`),
  );
}

test.each([
  ["a word for a parameter", ["GET /users/7"], ["GET /users/{id}"]],
  ["the path itself, and not the template that takes it as well", ["GET /users/me"], ["GET /users/me"]],
  ["what is filled in at run time is a parameter", ["GET /users/{}"], ["GET /users/{id}"]],
  ["or any word, where no parameter stands", ["GET /{}"], ["GET /users", "GET /orders"]],
  ["a query put behind the path", ["GET /orders{}"], ["GET /orders"]],
  ["every method, where none is told", ["? /users"], ["GET /users", "POST /users"]],
  ["HEAD asks for what GET serves", ["HEAD /orders"], ["GET /orders"]],
  ["another method names nothing", ["PUT /users"], []],
  ["another path neither", ["GET /users/7/orders"], []],
])("%s", (_title, tests, expected) => {
  expect(named(tests)).toEqual(expected);
});

test("tests may know the base path, or the document may", () => {
  const tests = ["GET /users", "POST /users", "GET /orders"];
  const behind = (prefix: string) => tests.map((test) => test.replace("/", `${prefix}/`));
  expect(named(behind("/api"), tests)).toEqual(tests);
  expect(named(tests, behind("/v1"))).toEqual(behind("/v1"));
  expect(named(behind("/api"), tests, behind("/api"))).toEqual(tests);
});

test("of a document that nothing here serves, nothing is said", () => {
  expect(named(["GET /users"], served, ["GET /health"])).toEqual([]);
});
