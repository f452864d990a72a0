import { describe, expect, it } from "vitest";
import { linkFiles, pathsOf, routesOf, unknownsOf } from "./routes-of.ts";

const app = (body: string): Record<string, string> => ({
  "src/app.ts": `import Fastify from "fastify"; import fp from "fastify-plugin"; const app = Fastify(); ${body}`,
});

describe("what packages put before routes", () => {
  it.each([
    ["jwtVerify in a hook", `app.addHook("onRequest", async (request) => { await request.jwtVerify(); });`, "required"],
    [
      "jwtVerify in a decoration",
      `app.decorate("authenticate", async function (request, reply) { try { await request.jwtVerify(); } catch (e) { reply.send(e); } }); app.addHook("onRequest", app.authenticate);`,
      "required",
    ],
    [
      "basic auth",
      `app.register(require("@fastify/basic-auth"), { validate }); app.after(() => { app.addHook("onRequest", app.basicAuth); });`,
      "required",
    ],
    ["bearer auth", `app.register(require("@fastify/bearer-auth"), { keys });`, "required"],
    [
      "a strategy of passport",
      `import passport from "@fastify/passport"; app.addHook("preValidation", passport.authenticate("jwt", { session: false }));`,
      "required",
    ],
    [
      "any of two, both strict",
      `app.addHook("preHandler", app.auth([async (request) => { await request.jwtVerify(); }, async (request) => { if (!request.headers["x-api-key"]) throw new Error("key"); }]));`,
      "required",
    ],
    [
      "any of two, one open",
      `app.addHook("preHandler", app.auth([async (request) => { await request.jwtVerify(); }, async (request) => {}]));`,
      "none",
    ],
    [
      "all of two, one open",
      `app.addHook("preHandler", app.auth([async (request) => { await request.jwtVerify(); }, async (request) => {}], { relation: "and" }));`,
      "required",
    ],
    ["rate limits alone", `import limit from "@fastify/rate-limit"; app.register(limit, { max: 1 });`, "none"],
    ["what is out of sight", `import { guard } from "./missing.ts"; app.addHook("onRequest", guard);`, "unknown"],
    [
      "a decoration of the request",
      `app.decorateRequest("ensure", function (reply) { if (!this.user) reply.code(401).send(); }); app.addHook("preHandler", async (request, reply) => request.ensure(reply));`,
      "required",
    ],
  ])("%s", (_name, before, auth) => {
    expect(routesOf(app(`${before} app.get("/x", async () => 1);`))).toEqual([`GET /x: ${auth}`]);
  });
});

it("holds plugins of fastify-plugin to the instance, and others to themselves", () => {
  const body = (wrap: string): string =>
    `app.register(${wrap}(async (a) => { a.addHook("onRequest", async (r) => { await r.jwtVerify(); }); })); app.get("/x", async () => 1);`;
  expect(routesOf(app(body("fp")))).toEqual(["GET /x: required"]);
  expect(routesOf(app(body("")))).toEqual(["GET /x: none"]);
});

it("takes an option that turns a guard off for a declaration, and one that turns it on for none", () => {
  const { routes } = linkFiles(
    app(`app.register(async (a) => { a.addHook("onRequest", async (r) => { if (r.routeOptions.config.open) return; await r.jwtVerify(); });
        a.get("/open", { config: { open: true } }, async () => 1); a.get("/closed", async () => 1); });
      app.register(async (a) => { a.addHook("onRequest", async (r) => { if (!r.routeOptions.config.strict) return; await r.jwtVerify(); });
        a.get("/strict", { config: { strict: true } }, async () => 1); a.get("/lax", async () => 1); });`),
  );
  expect(routes.map(({ path, auth, declaredPublic }) => `${path} ${auth} ${declaredPublic ?? false}`)).toEqual([
    "/open none true",
    "/closed required false",
    "/strict required false",
    "/lax none false",
  ]);
});

it("keeps versions of one path apart, and applications of one repository", () => {
  const files = {
    ...app(`app.get("/x", { constraints: { version: "1.0.0" } }, async () => 1);
      app.get("/x", { constraints: { version: "2.0.0" } }, async () => 2); app.listen({ port: 1 });`),
    "src/admin.ts": `import { fastify } from "fastify"; const admin = fastify(); admin.get("/x", async () => 1); admin.get("/y", async () => 1);`,
  };
  expect(linkFiles(files).routes.map((route) => `${route.app} ${route.path}`)).toEqual([
    "src/admin.ts /x",
    "src/admin.ts /y",
    "src/app.ts /x",
    "src/app.ts /x",
  ]);
});

it("takes the plugin a command starts for the application where nobody makes one", () => {
  const files = { "app.js": `module.exports = async function (fastify, opts) { fastify.get("/x", async () => 1); };` };
  expect(pathsOf(files)).toEqual(["GET /x"]);
});

it("says what it could not follow", () => {
  expect(
    unknownsOf(
      app(`import missing from "./missing.ts"; app.register(missing); app.get(path(), async () => 1);
        app.register(async (a) => a.get("/x", async () => 1), { prefix: prefix() });
        for (const each of list()) app.route(each); list().forEach((method) => { app[method]("/y", async () => 1); });
        app.register(autoload, {}); app.register(require("@fastify/autoload"), { dir: folder() });`),
    ),
  ).toEqual([
    "`missing` is registered here and could not be followed",
    "the path is not known from the source",
    "registered under a prefix that is not known from the source",
    "registered in a loop over values that are not known from the source",
    "registered in a loop over values that are not known from the source",
    "`autoload` is registered here and could not be followed",
    "routes are loaded from a folder here, and the folder is not known",
  ]);
});

it("survives plugins that register themselves", () => {
  expect(
    pathsOf(app(`async function again(a) { a.register(again); a.register(again); } app.register(again);`)),
  ).toEqual([]);
});

it("lets a route's options turn off a guard of which not everything could be followed", () => {
  const routes = routesOf({
    "src/app.ts": `import Fastify from "fastify"; import fp from "fastify-plugin"; import { verify } from "./verify.ts"; const app = Fastify();
      const jwt = fp(async (scope) => { scope.addHook("preHandler", async (request) => { try { request.payload = await verify(request.headers.authorization); } catch (error) { request.payload = { role: "anon" }; if (request.routeOptions.config.allowInvalidJwt) return; throw new Error("denied"); } }); });
      const known = fp(async (scope) => { scope.addHook("preHandler", async (request) => { if (!request.payload) throw new Error("no payload"); }); });
      app.register(async (scope) => { scope.register(jwt); scope.register(known); scope.get("/open", { config: { allowInvalidJwt: true } }, async () => 1); scope.get("/closed", async () => 1); });`,
    "src/verify.ts": `import { cache } from "./missing"; export async function verify(token) { const kept = cache.lookup(token); if (kept) return kept; return cache.keep(token); }`,
  });
  expect(routes).toEqual(["GET /closed: required", "GET /open: none"]);
});
