import { describe, expect, it } from "vitest";
import { linkFiles, pathsOf, routesOf, unknownsOf } from "./routes-of.ts";

const head = `import Koa from "koa"; import Router from "@koa/router"; import mount from "koa-mount"; import compose from "koa-compose"; const app = new Koa(); const ok = (ctx) => { ctx.body = 1; };`;
const gate = `const gate = async (ctx, next) => { if (!ctx.state.user) ctx.throw(401); await next(); };`;

describe("paths", () => {
  it("writes a prefix and a path one behind the other, and takes koa-mount's path off first", () => {
    const paths = pathsOf({
      "src/app.ts": `${head} const api = new Koa(); const all = new Router(); const documents = new Router();
        documents.post("documents.list", ok); documents.get("/", ok);
        all.use("/", documents.routes()); all.register("/by/:id", ["get", "put"], ok);
        api.use(all.routes()); app.use(mount("/api", api));`,
    });
    expect(paths).toEqual(["GET /api", "GET /api/by/{id}", "POST /api/documents.list", "PUT /api/by/{id}"]);
  });

  it("follows applications and routers through koa-mount and koa-compose, however deep", () => {
    const paths = pathsOf({
      "src/app.ts": `${head} const a = new Router({ prefix: "/a" }); a.get("/x", ok); const inner = new Koa(); inner.use(a.middleware());
        app.use(mount("/one", compose([async (ctx, next) => next(), mount("/two", inner)]))); app.use(mount(inner));`,
    });
    expect(paths).toEqual(["GET /a/x", "GET /one/two/a/x"]);
  });

  it("reads regular expressions within a path as they are written", () => {
    const paths = pathsOf({
      "src/app.ts": `${head} const r = new Router(); r.get("/:kind(pox\\\\d)", ok); r.get("/roles(/.*)?", ok); app.use(r.routes());`,
    });
    expect(paths).toEqual(["GET /roles(/.*)?", "GET /{kind}"]);
  });
});

describe("guards", () => {
  it("stand before what follows them in their router, nested routers included, and before no other router", () => {
    const routes = routesOf({
      "src/app.ts": `${head} ${gate} const a = new Router(); const b = new Router(); const inner = new Router();
        a.get("/before", ok); a.use(gate); a.get("/after", ok); inner.get("/in", ok); a.use("/n", inner.routes());
        b.get("/other", ok); app.use(a.routes()); app.use(b.routes());`,
    });
    expect(routes).toEqual(["GET /after: required", "GET /before: none", "GET /n/in: required", "GET /other: none"]);
  });

  it("stand below the path they are used at", () => {
    const routes = routesOf({
      "src/app.ts": `${head} ${gate} const r = new Router(); r.use("/roles(/.*)?", gate); r.use(["/a", "/b/:id"], gate);
        for (const path of ["/roles", "/roles/:id", "/rolesque", "/a/x", "/b/1", "/b", "/c"]) r.get(path, ok);
        app.use(r.routes());`,
    });
    expect(routes).toEqual([
      "GET /a/x: required",
      "GET /b/1: required",
      "GET /b: none",
      "GET /c: none",
      "GET /roles/{id}: required",
      "GET /roles: required",
      "GET /rolesque: none",
    ]);
  });

  it("take koa-jwt, koa-passport and what koa-unless excepts at their word", () => {
    const routes = routesOf({
      "src/app.ts": `${head} import jwt from "koa-jwt"; import passport from "koa-passport"; const r = new Router();
        app.use(jwt({ secret: "s" }).unless({ path: ["/login", /^\\/public/], method: "OPTIONS" }));
        r.get("/login", ok); r.get("/public/x", ok); r.get("/mine", ok); r.options("/mine", ok); app.use(r.routes());
        const other = new Koa(); const s = new Router(); s.get("/token", jwt({ secret: "s" }), ok);
        s.get("/maybe", jwt({ secret: "s", passthrough: true }), ok); s.get("/passport", passport.authenticate("jwt", { session: false }), ok);
        other.use(s.routes());`,
    });
    expect(routes).toEqual([
      "GET /login: none",
      "GET /maybe: none",
      "GET /mine: required",
      "GET /passport: required",
      "GET /public/x: none",
      "GET /token: required",
      "OPTIONS /mine: none",
    ]);
  });

  it("are not guessed at: a condition of koa-unless that is a function, a middleware at the root of its router", () => {
    const { routes } = linkFiles({
      "src/app.ts": `${head} ${gate} import jwt from "koa-jwt"; const r = new Router(); const s = new Router();
        r.use(jwt({ secret: "s" }).unless({ custom: (ctx) => ctx.query.free })); r.get("/custom", ok);
        s.use("/", gate); s.get("/below", ok); app.use(r.routes()).use(s.routes());`,
    });
    expect(routes.map(({ path, auth }) => `${path}: ${auth}`)).toEqual(["/custom: unknown", "/below: unknown"]);
  });

  it("let everybody through where what they ask for is optional, whatever judges it", () => {
    const routes = routesOf({
      "src/app.ts": `${head} import errors from "http-errors"; import { User } from "./models"; const r = new Router();
        const auth = (options = {}) => async (ctx, next) => {
          try { const { user } = await validate(ctx, options); await user.touch(ctx); ctx.state.auth = { user }; }
          catch (err) { if (options.optional) { ctx.state.auth = {}; } else { throw err; } }
          return next();
        };
        async function validate(ctx, options) { const token = ctx.request.get("authorization") ?? ctx.request.query?.token; if (!token) throw errors(401); const user = await User.verify(token); if (options.role && user.role !== options.role) throw errors(403); return { user }; }
        r.get("/optional", auth({ optional: true }), ok); r.get("/required", auth(), ok); app.use(r.routes());`,
    });
    expect(routes).toEqual(["GET /optional: none", "GET /required: required"]);
  });

  it("turn away by assertions of a project's own, given on by registrars that take what they are given", () => {
    const routes = routesOf({
      "src/app.ts": `${head} import { assert } from "assertions"; import { itemRoutes } from "./items.ts"; const r = new Router();
        const assertThat = (value, error) => { assert(value, error); };
        const auth = () => async (ctx, next) => { const { request } = ctx; assertThat(request.headers.authorization, new Error("x")); return next(); };
        r.use(auth()); itemRoutes(r, {}); app.use(r.routes());`,
      "src/items.ts": `export function itemRoutes(...args) { readRoutes(...args); } function readRoutes(...[router, tenant]) { router.get("/items", (ctx) => { ctx.body = tenant; }); }`,
    });
    expect(routes).toEqual(["GET /items: required"]);
  });

  it("see the path koa-mount leaves, and routers the whole of what is left", () => {
    const routes = routesOf({
      "src/app.ts": `${head} const r = new Router(); r.get("/open/x", ok); r.get("/closed", ok); const api = new Koa();
        api.use(async (ctx, next) => { if (ctx.path.startsWith("/open/")) return next(); ctx.assert(ctx.state.user, 401); return next(); });
        api.use(r.routes()); app.use(mount("/api", api));`,
    });
    expect(routes).toEqual(["GET /api/closed: required", "GET /api/open/x: none"]);
  });
});

describe("what cannot be followed", () => {
  it("is said: routers nobody uses, paths that are not known, plugins, and layers that come too late", () => {
    const reasons = unknownsOf({
      "src/app.ts": `${head} import { plugins } from "plugins"; const lost = new Router(); lost.get("/lost", ok);
        const r = new Router(); r.get(plugins.path(), ok); r.get(/^\\/x/, ok);
        plugins.all().forEach((plugin) => r.use("/", plugin.value.routes()));
        const late = new Router(); r.use("/late", late.routes()); late.get("/never", ok);
        app.use(r.routes());`,
    });
    expect(reasons).toEqual([
      "a router with 1 route that is mounted nowhere the source shows",
      "the path is not known from the source",
      "the path is the regular expression /^\\/x/",
      "`plugin.value.routes()` is used here and could not be followed",
      "registered on a router after another one had taken its routes over",
    ]);
  });
});

it("makes an application once, where a function that nobody calls is called by another", () => {
  const { routes, unknownRegistrations } = linkFiles({
    "src/tenant.ts": `import Koa from "koa"; import mount from "koa-mount"; import { initApis } from "./apis.ts";
      export class Tenant { constructor(id) { const app = new Koa(); app.use(mount("/api", initApis(id))); this.run = mount(app); } }`,
    "src/apis.ts": `import Koa from "koa"; import Router from "koa-router"; const createRouters = (id) => { const r = new Router(); r.get("/x", (ctx) => {}); return [r]; };
      export function initApis(id) { const apis = new Koa(); for (const r of createRouters(id)) apis.use(r.routes()); return apis; }`,
  });
  expect(routes.map(({ path, app }) => `${path} of ${app}`)).toEqual(["/api/x of src/tenant.ts"]);
  expect(unknownRegistrations).toEqual([]);
});

it("says which routes of several routers cannot be told apart, their prefixes being computed", () => {
  const files = {
    "src/app.js": `const Koa = require("koa"); const SchemaRouter = require("./schema-router"); const { Users, Roles } = require("./generated"); const app = new Koa();
      const users = new SchemaRouter(Users); const roles = new SchemaRouter(Roles); roles.get("/", (ctx) => { ctx.body = 1; }); roles.get("/own", (ctx) => { ctx.body = 1; });
      app.use(users.routes()); app.use(roles.routes());`,
    "src/schema-router.js": `const Router = require("@koa/router"); module.exports = class SchemaRouter extends Router { constructor(schema) { super({ prefix: "/" + schema.table.replaceAll("_", "-") }); this.get("/", (ctx) => { ctx.body = 1; }); } };`,
  };
  expect(routesOf(files)).toEqual(["GET /{table}/own: none", "GET /{table}: none"]);
  expect(unknownsOf(files)).toEqual([
    "`GET /{table}` is registered more than once, and a part of the path is computed: one is listed",
    "`GET /{table}` is registered more than once, and a part of the path is computed: one is listed",
  ]);
});
