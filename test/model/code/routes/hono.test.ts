import { describe, expect, it } from "vitest";
import { linkFiles, pathsOf, routesOf, unknownsOf } from "./routes-of.ts";

const head = `import { Hono } from "hono"; import { OpenAPIHono, createRoute } from "@hono/zod-openapi"; const ok = (c) => c.text("ok");`;
const gate = `const gate = async (c, next) => { if (!c.get("user")) return c.json({}, 401); await next(); };`;

describe("applications", () => {
  it("are those that something serves or that are a file's default; tests and parts are none", () => {
    const files = {
      "src/main.ts": `${head} import { serve } from "@hono/node-server"; import part from "./part.ts"; const app = new Hono(); app.route("/part", part); serve({ fetch: app.fetch });`,
      "src/part.ts": `${head} const part = new Hono(); part.get("/x", ok); export default part;`,
      "src/worker.ts": `${head} const app = new Hono(); app.get("/worker", ok); export default app;`,
      "src/left.ts": `${head} export const left = new Hono(); left.get("/left", ok);`,
    };
    expect(pathsOf(files)).toEqual(["GET /part/x", "GET /worker"]);
    expect(unknownsOf(files)).toEqual([
      "an application with 1 route that is mounted or served nowhere the source shows",
    ]);
  });

  it("are made by factories and by functions, and filled by functions that take them", () => {
    const paths = pathsOf({
      "src/main.ts": `${head} import { createFactory } from "hono/factory"; const factory = createFactory();
        function createApp(prefix) { const app = factory.createApp().basePath(prefix); registerRoutes({ app }); return app; }
        const registerRoutes = ({ app }) => { app.get("/x", ok); mount(app, ...factory.createHandlers(ok)); };
        const mount = (...[app, handler]) => { app.put("/y", handler); };
        export default createApp("/api");`,
    });
    expect(paths).toEqual(["GET /api/x", "PUT /api/y"]);
  });
});

describe("OpenAPI routes", () => {
  it("stand where their description says, also through wrappers that add to it", () => {
    const routes = routesOf({
      "src/main.ts": `${head} ${gate} import { defineEndpoint } from "./define.ts"; const app = new OpenAPIHono(); const list = defineEndpoint("/items");
        const e = list({ route: createRoute({ method: "get", path: "/{id}", name: "x" }), handler: ok });
        const items = new OpenAPIHono(); for (const each of [e]) each.mountHttp(items, gate);
        app.route("/items", items); app.openapi(createRoute({ method: "post", path: "/items", middleware: gate }), ok);
        app.openapiRoutes([{ route: createRoute({ method: "put", path: "/items/{id}" }), handler: ok }]); app.doc("/openapi.json", {}); export default app;`,
      "src/define.ts": `export const defineEndpoint = (prefix) => ({ route, handler }) => { const { name, ...rest } = route; return { prefix, mountHttp(app, ...middlewares) { const given = middlewares.length > 0 ? { ...rest, middleware: middlewares } : rest; app.openapi(given, handler); } }; };`,
    });
    expect(routes).toEqual([
      "GET /items/{id}: required",
      "GET /openapi.json: none",
      "POST /items: required",
      "PUT /items/{id}: none",
    ]);
  });
});

describe("guards", () => {
  it("of a part that is mounted at the root stand before what comes after it", () => {
    const routes = routesOf({
      "src/main.ts": `${head} ${gate} const part = new Hono(); part.use(gate); part.get("/in", ok);
        const app = new Hono(); app.get("/before", ok); app.route("/", part); app.get("/after", ok); export default app;`,
    });
    expect(routes).toEqual(["GET /after: required", "GET /before: none", "GET /in: required"]);
  });

  it("stand where their pattern matches: wildcards within a path, parameters, and routes for everything", () => {
    const routes = routesOf({
      "src/main.ts": `${head} ${gate} const app = new Hono(); app.use("/t/*/keys/*", gate); app.use("/u/:id", gate); app.get("/t/:id/keys", ok);
        app.get("/t/:id/names", ok); app.get("/u/me", ok); app.get("/u/me/more", ok); app.get("/t/:id/*", ok); export default app;`,
    });
    expect(routes).toEqual([
      "GET /t/{id}/*: unknown",
      "GET /t/{id}/keys: required",
      "GET /t/{id}/names: none",
      "GET /u/me/more: none",
      "GET /u/me: required",
    ]);
  });

  it("ask for a key under any name, and throw by way of a helper", () => {
    const routes = routesOf({
      "src/main.ts": `${head} import { quickError } from "./errors.ts"; import { resolve } from "./missing";
        const keyed = async (c, next) => { const key = c.req.header("x-acme-key") ?? c.req.header("acmekey"); if (!key) return quickError(401, "no_key", "no key"); const { error, result } = await resolve(key); if (error || !result.valid) quickError(401, "bad_key"); c.set("workspace", result); await next(); };
        const cached = async (c, next) => { if (!c.req.header("x-cache-key")) return c.json({}, 400); await next(); };
        const app = new Hono(); app.get("/keyed", keyed, ok); app.get("/cached", cached, ok);
        app.get("/handled", (c) => { const key = c.req.header("acmekey"); if (!key) quickError(401, "no_key"); return c.text("ok"); }); export default app;`,
      "src/errors.ts": `import { HTTPException } from "hono/http-exception"; export function quickError(status, code, message) { throw new HTTPException(status, { message, cause: code }); }`,
    });
    expect(routes).toEqual(["GET /cached: none", "GET /handled: required", "GET /keyed: required"]);
  });

  it("of a handler that hands the whole request on are not known", () => {
    const routes = routesOf({
      "src/main.ts": `${head} import { universalRequest, toFetch } from "@connectrpc/connect/protocol"; import { router } from "./missing"; const app = new Hono();
        app.all("/rpc/*", async (c) => { const handler = router.handlers.find((each) => each.path === c.req.path); if (!handler) return c.json({}, 404); return toFetch(await handler(universalRequest(c.req.raw, {}))); });
        export default app;`,
    });
    const made = routesOf({
      "src/main.ts": `${head} import { createConnectRouter } from "@connectrpc/connect"; import { universalRequest, toFetch } from "@connectrpc/connect/protocol"; const router = createConnectRouter({}).service({}, {}); const app = new Hono();
        app.all("/rpc/*", async (c) => { const handler = router.handlers.find((each) => each.path === "/x"); if (!handler) return c.json({}, 404); return toFetch(await handler(universalRequest(c.req.raw, {}))); });
        export default app;`,
    });
    expect([...routes, ...made]).toEqual(["ALL /rpc/*: unknown", "ALL /rpc/*: unknown"]);
  });

  it("that are out of sight are not guessed at", () => {
    const { routes } = linkFiles({
      "src/main.ts": `${head} import { except, some } from "hono/combine"; import { bearerAuth } from "hono/bearer-auth"; import { guard } from "./missing";
        const app = new Hono(); app.get("/a", guard, ok); app.get("/b", some(guard, bearerAuth({ token: "t" })), ok);
        app.get("/c", except((c) => c.req.path === "/x", bearerAuth({ token: "t" })), ok); export default app;`,
    });
    expect(routes.map(({ path, auth, authReason }) => `${path}: ${auth}, ${authReason}`)).toEqual([
      "/a: unknown, `guard`: what `guard` does is out of sight",
      "/b: unknown, `some(guard, bearerAuth({…}))`: what `guard` does is out of sight",
      "/c: unknown, `except(…, bearerAuth({…}))`: stands before a path that may or may not be this one",
    ]);
  });
});

it("says what it cannot follow: routes without a description, parts out of sight, methods and paths that are computed, what comes too late", () => {
  const reasons = unknownsOf({
    "src/main.ts": `${head} import { route, methods, path, part } from "./missing"; const app = new OpenAPIHono(); const late = new Hono();
      app.openapi(route, ok); app.route("/part", part); app.on(methods, "/x", ok); app.get(path(), ok, ok); app.route("/late", late); late.get("/never", ok); export default app;`,
  });
  expect(reasons).toEqual([
    "the route that is given here is not known from the source",
    "`part` is mounted here and could not be followed",
    "the method is not known from the source",
    "the path is not known from the source",
    "registered on an application after another one had taken its routes over",
  ]);
});
