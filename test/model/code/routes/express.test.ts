import { describe, expect, it } from "vitest";
import { linkFiles, pathsOf, routesOf, unknownsOf } from "./routes-of.ts";

const gate = `export function gate(req, res, next) { if (!req.user) { res.sendStatus(401); return; } next(); }`;

describe("paths", () => {
  it("joins mounts, nested routers and slashes", () => {
    const paths = pathsOf({
      "src/app.ts": `import express, { Router } from "express"; import users from "./users.ts";
        const app = express(); const api = Router();
        api.use("/users/", users); app.use("/api", api); app.get("/", h);
        function h(req, res) {}`,
      "src/users.ts": `import { Router } from "express"; const router = Router();
        router.get("/", (req, res) => {}); router.post("/:id/roles/", (req, res) => {}); export default router;`,
    });
    expect(paths).toEqual(["GET /", "GET /api/users", "POST /api/users/{id}/roles"]);
  });

  it("writes parameters in braces: constrained, optional, wildcards of both versions, several in a segment", () => {
    const paths = pathsOf({
      "src/app.ts": `import express from "express"; const app = express();
        app.get("/a/:id(\\\\d+)", (req, res) => {}); app.get("/b/:id?", (req, res) => {}); app.get("/c/*", (req, res) => {});
        app.get("/d/*rest", (req, res) => {}); app.get("/e/:from-:to", (req, res) => {});`,
    });
    expect(paths).toEqual(["GET /a/{id}", "GET /b/{id}", "GET /c/*", "GET /d/{*rest}", "GET /e/{from}-{to}"]);
  });

  it("follows arrays of paths, constants of the same and another file, and templates", () => {
    const paths = pathsOf({
      "src/app.ts": `import express from "express"; import { BASE, paths } from "./paths.ts"; const app = express();
        const LOCAL = "/local";
        app.get(["/a", "/a/:id"], (req, res) => {}); app.get(LOCAL, (req, res) => {}); app.get(paths.list, (req, res) => {});
        app.put(\`\${BASE}/items/\${"x"}\`, (req, res) => {});`,
      "src/paths.ts": `export const BASE = "/v1"; export const paths = { list: BASE + "/list" } as const;`,
    });
    expect(paths).toEqual(["GET /a", "GET /a/{id}", "GET /local", "GET /v1/list", "PUT /v1/items/x"]);
  });

  it("keeps a prefix from settings symbolic, unless the source gives its default", () => {
    const paths = pathsOf({
      "src/app.ts": `import express, { Router } from "express"; import { env } from "./env.ts"; const app = express();
        const a = Router(); a.get("/x", (req, res) => {});
        app.use(process.env.API_PREFIX, a); app.use(process.env.OTHER ?? "/other", a); app.use(env.THIRD, a);`,
      "src/env.ts": `import { read } from "./read.ts"; export const env = { get THIRD() { return read("THIRD_PREFIX", "/third"); } };`,
      "src/read.ts": `export function read(name: string, fallback: string) { const value = process.env[name]; if (value) return value; return fallback; }`,
    });
    expect(paths).toEqual(["GET /other/x", "GET /third/x", "GET {API_PREFIX}/x"]);
  });

  it("serves a router at each place it is mounted", () => {
    const paths = pathsOf({
      "src/app.ts": `import express, { Router } from "express"; const app = express(); const r = Router();
        r.get("/x", (req, res) => {}); app.use("/v1", r); app.use("/v2", r);`,
    });
    expect(paths).toEqual(["GET /v1/x", "GET /v2/x"]);
  });

  it("reads settings without taking them for routes", () => {
    expect(
      pathsOf({
        "src/app.ts": `import express from "express"; const app = express(); app.get("view engine"); app.set("a", 1);`,
      }),
    ).toEqual([]);
  });
});

describe("where routers come from", () => {
  it("follows chains, .route() and .all()", () => {
    const paths = pathsOf({
      "src/app.ts": `import express, { Router } from "express";
        export const r = Router().get("/a", (req, res) => {}).all("/b", (req, res) => {});
        r.route("/c/:id").get((req, res) => {}).delete((req, res) => {});
        express().use(r);`,
    });
    expect(paths).toEqual(["ALL /b", "DELETE /c/{id}", "GET /a", "GET /c/{id}"]);
  });

  it("follows default, named, namespace and renamed imports through barrels", () => {
    const paths = pathsOf({
      "src/app.ts": `import express from "express"; import * as routers from "./routers/index.ts"; import { third as t } from "./routers/index.ts";
        const app = express(); app.use("/1", routers.first); app.use("/2", routers.default); app.use("/3", t);`,
      "src/routers/index.ts": `export { first } from "./first.ts"; export { default } from "./second.ts"; export * from "./third.ts";`,
      "src/routers/first.ts": `import * as express from "express"; const router = express.Router(); router.get("/x", (q, s) => {}); const first = router; export { first };`,
      "src/routers/second.ts": `import e from "express"; export default e.Router().get("/x", (q, s) => {});`,
      "src/routers/third.ts": `import Router from "express-promise-router"; export const third = Router(); third.get("/x", (q, s) => {});`,
    });
    expect(paths).toEqual(["GET /1/x", "GET /2/x", "GET /3/x"]);
  });

  it("follows CommonJS: require, module.exports, exports.x, and a router from an inline require", () => {
    const paths = pathsOf({
      "app.js": `const express = require("express"); const { users } = require("./users"); const app = module.exports = express();
        app.use("/users", users); app.use("/posts", require("./posts")); require("./more").default(app); require("./also")(app);`,
      "users.js": `const router = require("express").Router(); router.get("/", (req, res) => {}); exports.users = router;`,
      "posts.js": `const { Router } = require("express"); const r = new Router(); r.post("/", (req, res) => {}); module.exports = r;`,
      "more.js": `exports.default = function (app) { app.get("/more", (req, res) => {}); };`,
      "also.js": `module.exports = (app) => { app.get("/also", (req, res) => {}); };`,
    });
    expect(paths).toEqual(["GET /also", "GET /more", "GET /users", "POST /posts"]);
  });

  it("binds the parameter of a registrar at each of its calls, over files", () => {
    const paths = pathsOf({
      "src/app.ts": `import express, { Router } from "express"; import routes, { admin } from "./routes.ts";
        const app = express(); const inner = Router(); routes(app, "/a"); routes(inner); admin({ router: inner }); app.use("/inner", inner);`,
      "src/routes.ts": `import type { Router } from "express";
        export default (target: Router, prefix = "") => { target.get(\`\${prefix}/x\`, (req, res) => {}); };
        export function admin({ router }: { router: Router }) { router.get("/admin", (req, res) => {}); }`,
    });
    expect(paths).toEqual(["GET /a/x", "GET /inner/admin", "GET /inner/x"]);
  });

  it("follows factories that return routers, asynchronous ones too", () => {
    const paths = pathsOf({
      "src/server.ts": `import express from "express"; import { build } from "./build.ts"; const app = express();
        const r = await build({ prefix: "/p" }); app.use(r); app.use("/q", await build({}));`,
      "src/build.ts": `import { Router } from "express";
        export async function build({ prefix = "" }) { const router = Router(); router.get(prefix + "/x", (req, res) => {}); return router; }`,
    });
    expect(paths).toEqual(["GET /p/x", "GET /q/x"]);
  });

  it("follows applications kept in classes, with controllers that have their own router", () => {
    const paths = pathsOf({
      "src/server.ts": `import express from "express"; import { Users } from "./users.ts";
        export class Server { private app = express(); constructor(private readonly controllers: { router: unknown }[]) { this.middleware(); this.routes(); }
          private middleware() { this.app.use(express.json()); }
          private routes() { this.app.get("/ok", (req, res) => {}); this.controllers.forEach((each) => { this.app.use("/api", each.router); }); } }
        new Server([new Users()]);`,
      "src/users.ts": `import { Router } from "express"; import { Base } from "./base.ts";
        export class Users extends Base { path = "/users"; constructor() { super(); this.router.get(\`\${this.path}/:id\`, this.find); } find = (req, res) => {}; }`,
      "src/base.ts": `import { Router } from "express"; export class Base { router = Router(); }`,
    });
    expect(paths).toEqual(["GET /api/users/{id}", "GET /ok"]);
  });

  it("runs what nobody in sight calls and makes an application", () => {
    const paths = pathsOf({
      "src/app.ts": `import express from "express";
        export function createApp(db: unknown) { const app = express(); app.get("/x", (req, res) => {}); return app; }
        export class App { app: express.Application; constructor() { this.app = express(); } async config() { this.app.get("/y", (req, res) => {}); } }`,
    });
    expect(paths).toEqual(["GET /x", "GET /y"]);
  });

  it("tells several applications apart", () => {
    const { routes } = linkFiles({
      "apps/a/app.ts": `import express from "express"; const app = express(); app.get("/x", (req, res) => {});`,
      "apps/b/app.ts": `import express from "express"; const app = express(); app.get("/x", (req, res) => {});`,
    });
    expect(routes.map(({ app, path }) => `${app} ${path}`)).toEqual(["apps/a/app.ts /x", "apps/b/app.ts /x"]);
  });

  it("unrolls loops over literals", () => {
    const paths = pathsOf({
      "src/app.ts": `import express, { Router } from "express"; const app = express();
        for (const name of ["a", "b"]) app.get(\`/\${name}\`, (req, res) => {});
        Object.entries({ c: Router().get("/x", (req, res) => {}) }).forEach(([name, r]) => app.use("/" + name, r));
        ["get", "post"].forEach((verb) => app[verb]("/d", (req, res) => {}));`,
    });
    expect(paths).toEqual(["GET /a", "GET /b", "GET /c/x", "GET /d", "POST /d"]);
  });
});

describe("the order of use", () => {
  it("guards only what is registered after it, in its own router", () => {
    const routes = routesOf({
      "src/gate.ts": gate,
      "src/app.ts": `import express, { Router } from "express"; import { gate } from "./gate.ts"; const app = express(); const open = Router(); const closed = Router();
        open.get("/open", (req, res) => { res.json(1); }); closed.use(gate); closed.get("/closed", (req, res) => { res.json(1); });
        app.use(open); app.use(closed); app.get("/late", (req, res) => { res.json(1); });`,
    });
    expect(routes).toEqual(["GET /closed: required", "GET /late: none", "GET /open: none"]);
  });

  it("guards what is below its path, and what is mounted with it", () => {
    const routes = routesOf({
      "src/gate.ts": gate,
      "src/app.ts": `import express, { Router } from "express"; import { gate } from "./gate.ts"; const app = express(); const r = Router(); const s = Router();
        r.use("/admin", gate); r.get("/admin/x", (req, res) => { res.json(1); }); r.get("/administrators", (req, res) => { res.json(1); });
        s.get("/y", (req, res) => { res.json(1); }); app.use("/r", r); app.use("/s", gate, s); app.get("/z", [gate, [gate]], (req, res) => { res.json(1); });`,
    });
    expect(routes).toEqual([
      "GET /r/admin/x: required",
      "GET /r/administrators: none",
      "GET /s/y: required",
      "GET /z: required",
    ]);
  });

  it("leaves what stands before a route by a regular expression in doubt", () => {
    const routes = routesOf({
      "src/gate.ts": gate,
      "src/app.ts": `import express from "express"; import { gate } from "./gate.ts"; const app = express(); app.use(/^\\/api/, gate); app.get("/api/x", (req, res) => { res.json(1); });`,
    });
    expect(routes).toEqual(["GET /api/x: unknown"]);
  });

  it("reads several registrations of one path as one route", () => {
    const { routes } = linkFiles({
      "src/gate.ts": gate,
      "src/app.ts": `import express from "express"; import { gate } from "./gate.ts"; const app = express();
        app.all("/x", (req, res, next) => { res.locals.a = 1; next(); }); app.all("/x", gate, (req, res) => { res.json(1); });
        app.get("/y", (req, res) => { res.json(1); }); app.get("/y", gate, (req, res) => { res.json(2); });`,
    });
    expect(routes.map(({ method, path, auth }) => `${method} ${path}: ${auth}`)).toEqual([
      "ALL /x: required",
      "GET /y: none",
    ]);
  });
});

describe("what is not understood is said", () => {
  it("dynamic paths and verbs, loops over what is not known, lost and unmounted routers", () => {
    const files = {
      "src/app.ts": `import express, { Router } from "express"; import { list } from "some-package"; import missing from "./missing.ts"; const app = express();
        for (const each of list()) app.get(each.path, (req, res) => {});
        app[pick()]("/x", (req, res) => {}); app.get(/^\\/re/, (req, res) => {}); app.use("/m", missing); app.use("/y", usersRouter);
        function pick() { return Math.random() > 0.5 ? "get" : "post"; }`,
      "src/alone.ts": `import { Router } from "express"; export const alone = Router(); alone.get("/z", (req, res) => {});`,
      "src/param.ts": `import type { Router } from "express"; export function param(router: Router) { router.get("/w", (req, res) => {}); }`,
    };
    expect(pathsOf(files)).toEqual([]);
    expect(unknownsOf(files)).toEqual([
      "a router with 1 route that is mounted nowhere the source shows",
      "registered in a loop over values that are not known from the source",
      "the method of this registration is computed",
      "the path is the regular expression /^\\/re/",
      "`usersRouter` is mounted here and could not be followed",
      "what it is registered on could not be followed to an application",
    ]);
  });

  it("takes clients, maps and tests for what they are", () => {
    const files = {
      "src/app.ts": `import express from "express"; import axios from "axios"; const app = express(); const client = axios.create({}); const map = new Map();
        client.get("/users", { timeout: 1 }); axios.post("/users", {}); map.get("/x"); app.get("/x", (req, res) => { client.get("/y", {}); });`,
    };
    expect(pathsOf(files)).toEqual(["GET /x"]);
    expect(unknownsOf(files)).toEqual([]);
  });

  it("survives circular imports, recursion and routers that mount themselves", () => {
    const files = {
      "src/a.ts": `import { b } from "./b.ts"; import express from "express"; export const a = express(); a.use("/b", b); b.use("/a", a); b.use("/b", b);
        function again(n) { return again(n + 1); } again(0);`,
      "src/b.ts": `import { a } from "./a.ts"; import { Router } from "express"; export const b = Router(); b.get("/x", (req, res) => { a; });`,
    };
    expect(unknownsOf(files)).toEqual([]);
    expect(linkFiles(files).routes.length).toBeLessThan(3);
  });
});

it("finds the handlers of a controller whose every export is wrapped", () => {
  const { routes } = linkFiles({
    "src/app.ts": `import express from "express"; import * as raw from "./controller.ts"; import { wrapController } from "./wrap.ts";
      const controller = wrapController(raw); const app = express(); app.get("/open", controller.open); app.get("/asked", controller.asked);`,
    "src/controller.ts": `export const LIMIT = 10; export async function open(req, res) { res.json({}); } export async function asked(req, res) { if (!req.user) return res.status(401).json({}); res.json({}); }`,
    "src/wrap.ts": `import asyncHandler from "express-async-handler"; export function wrapController(controller) { const wrapped = {}; Object.keys(controller).forEach((key) => { if (typeof controller[key] !== "function") return; wrapped[key] = asyncHandler(controller[key]); }); return wrapped; }`,
  });
  expect(routes.map(({ path, auth, handler, handlerAt }) => [path, auth, handler, handlerAt?.file])).toEqual([
    ["/open", "none", "open", "src/controller.ts"],
    ["/asked", "required", "asked", "src/controller.ts"],
  ]);
});

describe("express-unless", () => {
  const served = `app.get("/login", ok); app.get("/public/a", ok); app.get("/private", ok); app.post("/either", ok); app.get("/either", ok); app.get("/users/:id", ok);`;
  const app = `import express from "express"; import { expressjwt } from "express-jwt"; const app = express(); const ok = (req, res) => res.json(1);`;

  it("makes exceptions of paths, expressions and methods, and of nothing else", () => {
    const routes = routesOf({
      "src/app.ts": `${app} app.use(expressjwt({ secret: "s", algorithms: ["HS256"] }).unless({ path: ["/login", /^\\/public\\//, { url: "/either", methods: ["GET"] }] })); ${served}`,
    });
    expect(routes).toEqual([
      "GET /either: none",
      "GET /login: none",
      "GET /private: required",
      "GET /public/a: none",
      "GET /users/{id}: required",
      "POST /either: required",
    ]);
  });

  it("is put on functions of the project; what it asks a function is not known", () => {
    const routes = routesOf({
      "src/app.ts": `${app} import { unless } from "express-unless"; ${gate.replace("export ", "")} gate.unless = unless;
        app.get("/one", gate.unless({ path: "/one" }), ok); app.get("/two", gate.unless({ path: "/one" }), ok); app.get("/three", gate.unless({ custom: (req) => req.path === "/three" }), ok);`,
    });
    expect(routes).toEqual(["GET /one: none", "GET /three: unknown", "GET /two: required"]);
  });
});

describe("express-promise-router", () => {
  // https://github.com/express-promise-router/express-promise-router#usage
  it("gives routers whose middleware hands on by a promise of `next`, and refuses by a rejection", () => {
    const routes = routesOf({
      "src/app.ts": `import express from "express"; import PromiseRouter from "express-promise-router"; import routes from "./routes.ts"; const app = express();
        const router = PromiseRouter(); app.use("/api", router); router.use("/items", routes);
        router.get("/next", async (req) => { if (req.user) return "next"; throw new Unauthorized("sign in"); }, async (req, res) => { res.json(1); });
        router.get("/opened", async (req) => { if (req.body.open) return "next"; if (!req.user) throw new Unauthorized("sign in"); return "next"; }, async (req, res) => { res.json(1); });
        router.get("/loaded", async (req) => { req.item = 1; return "next"; }, async (req, res) => { res.json(1); }); class Unauthorized extends Error { status = 401 }`,
      "src/routes.ts": `import Router from "express-promise-router"; const router = new Router({ mergeParams: true }); router.use(async (req, res) => { if (!req.user) { res.status(401).json({}); return; } return Promise.resolve("next"); });
        router.route("/:id").get(async (req, res) => { res.json(1); }).delete(async (req, res) => { res.json(1); }); export default router;`,
    });
    expect(routes).toEqual([
      "DELETE /api/items/{id}: required",
      "GET /api/items/{id}: required",
      "GET /api/loaded: none",
      "GET /api/next: required",
      "GET /api/opened: unknown",
    ]);
  });
});

it("says where a library makes routes of a model", () => {
  const reasons = unknownsOf({
    "src/app.ts": `import express, { Router } from "express"; import restify from "express-restify-mongoose"; import { Book } from "./book.ts"; const app = express(); const router = Router(); restify.serve(router, Book); app.use("/api", router);`,
    "src/feathers.ts": `import { feathers } from "@feathersjs/feathers"; import express from "@feathersjs/express"; const app = express(feathers()); app.use("/messages", new Messages()); app.listen(3030);`,
    "src/users.controller.ts": `import { Controller } from "@nestjs/common"; import { Crud } from "@nestjsx/crud"; @Crud({ model: { type: User } }) @Controller("users") export class UsersController { constructor(public service: UsersService) {} }`,
    "src/main.ts": `import { NestFactory } from "@nestjs/core"; import { Module } from "@nestjs/common"; import { UsersController } from "./users.controller.ts"; @Module({ controllers: [UsersController] }) class AppModule {} async function bootstrap() { const app = await NestFactory.create(AppModule); await app.listen(3000); } bootstrap();`,
  });
  expect(reasons).toEqual([
    "routes that `express-restify-mongoose` makes: dynamic registration here, not checked",
    "routes that `@feathersjs/feathers` makes: dynamic registration here, not checked",
    "routes that `@nestjsx/crud` makes: dynamic registration here, not checked",
  ]);
});
