import { describe, expect, test } from "vitest";
import type { Project } from "../../../src/model/project.ts";
import { contracts } from "../../../src/model/contract/match.ts";
import { documentOf, projectOf, routesOf } from "./support.ts";

/** `document ← application: operations in common`. */
function links(project: Project): string[] {
  return contracts(project).applications.flatMap(({ file, pairings }) =>
    pairings.map(({ document, pairs }) => `${document.file} ← ${file}: ${pairs.size}`),
  );
}

function served(documented: readonly string[], routes: readonly string[], bases?: readonly string[]): string[] {
  const project = projectOf({
    documents: [documentOf("openapi.yaml", documented, bases)],
    routes: routesOf("src/app.ts", routes),
  });
  const { isServed } = contracts(project);
  return project.api
    .operations()
    .filter(isServed)
    .map(({ method, path }) => `${method} ${path}`);
}

describe("paths agree in spite of", () => {
  test.each([
    ["parameter names", ["GET /users/{id}"], ["GET /users/{userId}"], [""]],
    ["trailing slashes", ["GET /users"], ["GET /users/"], [""]],
    ["letter case", ["GET /Users"], ["GET /users"], [""]],
    ["a server's base path", ["GET /users", "GET /orders"], ["GET /api/v1/users", "GET /api/v1/orders"], ["/api/v1"]],
    ["two servers", ["GET /users", "GET /orders"], ["GET /b/users", "GET /b/orders"], ["/a", "/b"]],
    ["a prefix the code alone knows", ["GET /users", "GET /orders"], ["GET /api/users", "GET /api/orders"], [""]],
    ["a prefix the document alone knows", ["GET /v1/users", "GET /v1/orders"], ["GET /users", "GET /orders"], [""]],
    [
      "a prefix only known at run time",
      ["GET /users", "POST /signin"],
      ["GET {PREFIX}/users", "POST {PREFIX}/signin"],
      [""],
    ],
    [
      "a run-time prefix that the document spells out",
      ["GET /v2/users", "POST /v2/signin"],
      ["GET {PREFIX}/users", "POST {PREFIX}/signin"],
      [""],
    ],
    ["a route for all methods", ["DELETE /users"], ["ALL /users"], [""]],
    ["HEAD, which GET answers", ["GET /users", "HEAD /users"], ["GET /users"], [""]],
    [
      "words that a parameter takes",
      ["POST /emails/reminder", "POST /emails/expiry"],
      ["POST /emails/{template}"],
      [""],
    ],
  ] as const)("%s", (_what, documented, routes, bases) => {
    expect(served(documented, routes, bases)).toEqual(documented);
  });
});

describe("paths do not agree when", () => {
  const common = ["GET /a", "GET /b", "GET /c", "GET /d"];
  test.each([
    ["the method differs", "POST /users", "PUT /users"],
    ["a word differs", "GET /users", "GET /customers"],
    ["the document's parameter meets a word", "GET /users/{id}", "GET /users/me"],
    ["one is longer", "GET /users", "GET /users/{id}"],
    ["a single path happens to end alike", "GET /users", "GET /admin/users"],
  ])("%s", (_what, documented, route) => {
    expect(served([...common, documented], [...common, route])).toEqual(common);
  });
});

test("an operation that found its route documents no other", () => {
  const documented = ["GET /users", "GET /orders"];
  const project = projectOf({
    documents: [documentOf("openapi.yaml", documented)],
    routes: routesOf("src/app.ts", [...documented, "GET /admin/users", "GET /admin/orders"]),
  });
  expect([...contracts(project).documented].map((route) => route.path)).toEqual(["/users", "/orders"]);
});

test("one router mounted twice is documented once", () => {
  const routes = routesOf("src/app.ts", ["GET /api/users", "GET /api/orders"]);
  const twice = [...routes, ...routes.map((route) => ({ ...route, path: route.path.replace("/api", "/api/v1") }))];
  const project = projectOf({
    documents: [documentOf("openapi.yaml", ["GET /users", "GET /orders"], ["/api"])],
    routes: twice,
  });
  expect(contracts(project).documented.size).toBe(4);
});

describe("which document speaks of which application", () => {
  const users = ["GET /users", "GET /users/{id}"];
  const orders = ["GET /orders", "GET /orders/{id}"];

  test("each service has its own", () => {
    const project = projectOf({
      documents: [documentOf("services/a/openapi.yaml", users), documentOf("services/b/openapi.yaml", orders)],
      routes: [...routesOf("services/a/app.ts", users), ...routesOf("services/b/app.ts", orders)],
      services: ["services/a", "services/b"],
    });
    expect(links(project)).toEqual([
      "services/a/openapi.yaml ← services/a/app.ts: 2",
      "services/b/openapi.yaml ← services/b/app.ts: 2",
    ]);
  });

  test("one document may speak of two services", () => {
    const project = projectOf({
      documents: [documentOf("contract/openapi.yaml", [...users, ...orders])],
      routes: [...routesOf("services/a/app.ts", users), ...routesOf("services/b/app.ts", orders)],
      services: ["services/a", "services/b"],
    });
    expect(links(project)).toEqual([
      "contract/openapi.yaml ← services/a/app.ts: 2",
      "contract/openapi.yaml ← services/b/app.ts: 2",
    ]);
  });

  test("a document in another package is found by what it has in common", () => {
    const project = projectOf({
      documents: [documentOf("website/static/swagger.json", users)],
      routes: routesOf("api/src/app.ts", [...users, "GET /health"]),
      services: ["website", "api"],
    });
    expect(links(project)).toEqual(["website/static/swagger.json ← api/src/app.ts: 2"]);
  });

  test("the document of another system is not matched", () => {
    const stripe = documentOf("vendor/stripe.json", [
      "GET /health",
      "GET /charges",
      "GET /refunds",
      "POST /charges",
      "GET /payouts",
    ]);
    const project = projectOf({
      documents: [stripe],
      routes: routesOf("src/app.ts", ["GET /health", ...users, ...orders]),
    });
    expect(links(project)).toEqual([]);
    expect(contracts(project).unmatched).toEqual([stripe]);
  });

  test("two services that look alike keep to their own", () => {
    const project = projectOf({
      documents: [documentOf("v1/openapi.yaml", users), documentOf("v2/openapi.yaml", users)],
      routes: [...routesOf("v1/app.ts", users), ...routesOf("v2/app.ts", users)],
      services: ["v1", "v2"],
    });
    expect(links(project)).toEqual(["v1/openapi.yaml ← v1/app.ts: 2", "v2/openapi.yaml ← v2/app.ts: 2"]);
  });

  test("without routes nothing is matched", () => {
    const project = projectOf({ documents: [documentOf("openapi.yaml", users)], routes: [] });
    expect(contracts(project)).toMatchObject({ applications: [], unmatched: [{ file: "openapi.yaml" }] });
  });
});
