import { expect, test } from "vitest";
import operationImplemented from "../../../rules/contract/operation-implemented.ts";
import routeDocumented from "../../../rules/contract/route-documented.ts";
import { documentOf, projectOf, reportsOf, routesOf } from "./support.ts";

const agreed = ["GET /users", "POST /users", "GET /users/{id}", "GET /orders"];

test("a catch-all may serve what no route names", () => {
  const project = projectOf({
    documents: [documentOf("openapi.yaml", [...agreed, "GET /reports/{id}"])],
    routes: routesOf("src/app.ts", [...agreed, "ALL /reports/*"]),
  });
  expect(reportsOf(operationImplemented, project)).toEqual([]);
});

test("a catch-all of everything is a page or a 404, and serves nothing that is promised", () => {
  const project = projectOf({
    documents: [documentOf("openapi.yaml", [...agreed, "GET /reports/{id}"])],
    routes: routesOf("src/app.ts", [...agreed, "ALL /*"]),
  });
  expect(reportsOf(operationImplemented, project)).toMatchObject([{ message: "no route serves `GET /reports/{id}`" }]);
});

test("a misspelt path is held against the route of the same method", () => {
  const project = projectOf({
    documents: [documentOf("openapi.yaml", [...agreed, "POST /readerz"])],
    routes: routesOf("src/app.ts", [...agreed, "GET /readers", "POST /readers"]),
  });
  const [report] = reportsOf(operationImplemented, project);
  expect(report?.related?.[0]?.label).toBe("is `POST /readers` meant?");
});

test("where a registration was not understood, what is missing is not sure", () => {
  const project = projectOf({
    documents: [documentOf("openapi.yaml", [...agreed, "GET /reports"])],
    routes: routesOf("src/app.ts", agreed),
    unknown: [
      { at: { file: "src/app.ts", start: 0, end: 1 }, anchor: "typescript:src/app.ts", reason: "the path is computed" },
    ],
  });
  expect(reportsOf(operationImplemented, project)).toMatchObject([
    { message: "no route serves `GET /reports`", confidence: "medium" },
  ]);
});

test("a contract whose larger part is served elsewhere says nothing for sure", () => {
  const project = projectOf({
    documents: [documentOf("openapi.yaml", [...agreed, ..."abcdefgh".split("").map((letter) => `GET /${letter}`)])],
    routes: routesOf("src/app.ts", agreed),
  });
  expect(reportsOf(operationImplemented, project).map((report) => report.confidence)).toEqual(
    Array.from({ length: 8 }, () => "medium"),
  );
});

test("a document that covers little is one fault, with its coverage", () => {
  const many = Array.from({ length: 20 }, (_, at) => `GET /things${at}`);
  const project = projectOf({
    documents: [documentOf("openapi.yaml", agreed)],
    routes: routesOf("src/app.ts", [...agreed, ...many]),
  });
  const reports = reportsOf(routeDocumented, project);
  expect(reports).toHaveLength(20);
  expect(new Set(reports.map((report) => JSON.stringify(report.fold)))).toEqual(
    new Set(['{"by":"cause","key":"unfinished src/app.ts"}']),
  );
  expect(reports[0]?.message).toBe(
    "the contract knows 4 of the 24 routes of `src/app.ts`; `GET /things0` is not in it",
  );
});

test("routes for the platform need no contract", () => {
  const platform = [
    "GET /",
    "GET /healthz",
    "GET /api/health/live",
    "GET /metrics",
    "GET /docs",
    "GET /openapi.json",
    "GET /internal/jobs",
    "OPTIONS /users",
    "ALL /proxy/*",
    "GET {PATH}",
  ];
  const project = projectOf({
    documents: [documentOf("openapi.yaml", agreed)],
    routes: routesOf("src/app.ts", [...agreed, ...platform]),
  });
  expect(reportsOf(routeDocumented, project)).toEqual([]);
});

test("a route beside a documented template is not sure", () => {
  const project = projectOf({
    documents: [documentOf("openapi.yaml", agreed)],
    routes: routesOf("src/app.ts", [...agreed, "GET /users/me"]),
  });
  expect(reportsOf(routeDocumented, project)).toMatchObject([
    { message: "route `GET /users/me` is not in the contract", confidence: "medium" },
  ]);
});

test("the server and the one its tests make are one", () => {
  const routes = routesOf("src/app.ts", [...agreed, "GET /readers"]);
  const twice = [...routes, ...routes.map((route) => ({ ...route, app: "src/testing.ts" }))];
  const project = projectOf({ documents: [documentOf("openapi.yaml", agreed)], routes: twice });
  expect(reportsOf(routeDocumented, project)).toHaveLength(1);
});
