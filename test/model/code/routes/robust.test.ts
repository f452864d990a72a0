import { expect, it } from "vitest";
import { linkFiles, pathsOf } from "./routes-of.ts";

it("gives the same routes in whatever order the files come", () => {
  const files = {
    "src/app.ts": `import express from "express"; import { a } from "./a.ts"; import { b } from "./b.ts"; const app = express(); app.use(a); app.use(b);`,
    "src/a.ts": `import { Router } from "express"; export const a = Router(); a.get("/a", (req, res) => {});`,
    "src/b.ts": `import { Router } from "express"; export const b = Router(); b.get("/b", (req, res) => {}); b.get(dynamic, (req, res) => {});`,
  };
  const reversed = Object.fromEntries(Object.entries(files).toReversed());
  expect(linkFiles(reversed)).toEqual(linkFiles(files));
});

it("ends on functions that call each other, and on many branches", () => {
  const branches = Array.from({ length: 40 }, (_, i) => `if (req.body.a${i}) { x = g(x, req); }`).join("\n");
  const files = {
    "src/app.ts": `import express from "express"; const app = express(); const f = (req, res, next) => g(req, res, next); const g = (req, res, next) => { f(req, res, next); h(req, res, next); }; const h = (req, res, next) => { f(req, res, next); g(req, res, next); };
      app.use(f); app.get("/x", (req, res) => { let x = 1; ${branches} res.json(x); });`,
  };
  expect(pathsOf(files)).toEqual(["GET /x"]);
});

it("survives deep and hostile programs", () => {
  const deep = `const v = ${"f(".repeat(140)}1${")".repeat(140)};`;
  expect(
    pathsOf({
      "src/app.ts": `import express from "express"; const f = (req) => ${"f(".repeat(100)}req${")".repeat(100)}; ${deep} const app = express(); app.get("/x", (req, res) => { f(req); });`,
    }),
  ).toEqual(["GET /x"]);
  expect(
    pathsOf({
      "src/app.ts": `import express from "express"; class A extends A {} class B extends C {} class C extends B {} new A(); new B(); const o = { get o() { return o.o; } }; o.o; const app = express(); app.get("/" + "constructor", o.__proto__, (req, res) => {});`,
    }),
  ).toEqual(["GET /constructor"]);
});

it("finds nothing where there is nothing", () => {
  const nothing = { routes: [], unknownRegistrations: [], graphql: { operations: [], fields: [] } };
  expect(linkFiles({ "src/a.ts": `export const a = 1;` })).toEqual(nothing);
  expect(linkFiles({})).toEqual(nothing);
});
