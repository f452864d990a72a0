import { expect, test } from "vitest";
import type { Project } from "../../../src/model/project.ts";
import { documentMatches } from "../../../src/model/system/documents.ts";
import { documentOf, projectOf, routesOf } from "../contract/support.ts";

const users = ["GET /users", "GET /users/{id}"];
const orders = ["GET /orders", "GET /orders/{id}"];

function said(project: Project): readonly string[] {
  return documentMatches(project).flatMap(({ document, applications, unmatched }) =>
    unmatched === null
      ? applications.map(({ file, operations, reason }) => `${document.file} ← ${file}: ${operations}, ${reason}`)
      : [`${document.file}: ${unmatched}`],
  );
}

test("each match has its reason, and what is left over has one too", () => {
  const project = projectOf({
    documents: [documentOf("a/openapi.yaml", users), documentOf("docs/orders.yaml", orders), documentOf("x.yaml", [])],
    routes: [...routesOf("a/app.ts", users), ...routesOf("b/app.ts", orders)],
    services: ["a", "b", "docs"],
  });
  expect(said(project)).toEqual([
    "a/openapi.yaml ← a/app.ts: 2, stands in the same package, and has paths in common with it",
    "docs/orders.yaml ← b/app.ts: 2, has most paths of one of the two in common",
    "x.yaml: names no operation",
  ]);
});

test("what the configuration says is taken, little as the two may share, and nothing else is looked for", () => {
  const documents = [documentOf("a/openapi.yaml", users), documentOf("shared.yaml", [...orders, "GET /users"])];
  const project = projectOf({ documents, routes: routesOf("a/app.ts", users), services: ["a"] });
  const declared = (names: readonly string[]): Project => ({
    ...project,
    declaredServices: [{ root: "a", documents: (file) => names.includes(file), histories: null }],
  });
  expect(said(declared(["shared.yaml"]))).toEqual([
    "a/openapi.yaml: no application serves enough of its paths",
    "shared.yaml ← a/app.ts: 1, the configuration says so",
  ]);
  expect(said(declared([]))).toEqual([
    "a/openapi.yaml: no application serves enough of its paths",
    "shared.yaml: no application serves enough of its paths",
  ]);
});
