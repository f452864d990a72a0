import { expect, it } from "vitest";
import { routesOf } from "./routes-of.ts";

it("follows the methods of classes that check permissions, whatever they are called", () => {
  const checker = `
    import { Error403 } from "@acme/errors";
    export default class PermissionChecker {
      constructor({ currentUser, language }) { this.currentUser = currentUser; this.language = language; }
      validateHas(permission) { if (!this.may(permission)) throw new Error403(this.language); }
      may(permission) { if (!this.currentUser) throw new Error403(this.language, "nobody"); return true; }
    }`;
  const app = `
    import express from "express"; import { Error403 } from "@acme/errors"; import PermissionChecker from "./checker";
    const app = express();
    const wrapped = (handler) => async (req, res, next) => { try { await handler(req, res, next); } catch (error) { next(error); } };
    app.post("/items", wrapped(async (req, res) => { new PermissionChecker(req).validateHas("edit"); res.json(await make(req.body)); }));
    app.get("/me", wrapped(async (req, res) => {
      if (!req.currentUser) { await req.answers.error(req, res, new Error403("en")); return; }
      await req.answers.success(req, res, req.currentUser);
    }));
    app.get("/open", wrapped(async (req, res) => { await req.answers.success(req, res, 1); }));`;
  expect(routesOf({ "src/checker.ts": checker, "src/app.ts": app })).toEqual([
    "GET /me: required",
    "GET /open: none",
    "POST /items: required",
  ]);
});

it("counts guards that settings choose between, one of which asks, as asking", () => {
  const auth = `
    export const bySession = (req, res, next) => { if (!req.isAuthenticated()) { res.status(401).end(); return; } next(); };
    export const byNobody = (req, res, next) => { res.locals.authType = "none"; next(); };`;
  const app = (condition: string): Readonly<Record<string, string>> => ({
    "src/auth.ts": auth,
    "src/app.ts": `
      import express from "express"; import passport from "passport"; import { bySession, byNobody } from "./auth";
      let checks: RequestHandler[] = ${condition} ? [passport.authenticate("session"), bySession] : [byNobody];
      if (process.env.NODE_ENV === "test") { checks = [byNobody]; }
      const app = express();
      app.get("/x", checks, (req, res) => { res.json(1); });
      app.get("/y", passport.authenticate("session"), (req, res) => { res.json(1); });`,
  });
  expect(routesOf(app(`process.env.FLAG_AUTH !== "false"`))).toEqual(["GET /x: required", "GET /y: none"]);
  expect(routesOf(app("Math.random() > 0.5"))).toEqual(["GET /x: unknown", "GET /y: none"]);
});

it("knows what is declared below a callback that runs later", () => {
  const app = `
    import express, { ErrorRequestHandler, RequestHandler } from "express";
    setImmediate(async () => {
      const app = express();
      app.use(errors()); app.use(logging(console)); app.use(...secure());
      app.post("/hook", async (req, res) => { res.sendStatus(204); });
    });
    export const errors = (): ErrorRequestHandler => { return (err, req, res, _next) => { res.status(err.status).json(err); }; };
    export const logging = (log): RequestHandler => { return (req, res, next) => { log.info(req.url); next(); }; };
    function secure(): RequestHandler[] { const name = "x"; return [(req, res, next) => { res.set(name, "1"); next(); }]; }`;
  expect(routesOf({ "src/app.ts": app })).toEqual(["POST /hook: none"]);
});

it("leaves requests that another host's router takes to that router", () => {
  const app = `
    import express from "express"; const other = express.Router(); other.get("/there", (req, res) => res.json(1));
    const app = express();
    app.use((req, res, next) => { if (!isOther(req.get("host") || "")) { next(); return; } other(req, res, next); });
    app.get("/here", (req, res) => { res.json(1); });`;
  expect(routesOf({ "src/app.ts": app }).find((route) => route.includes("/here"))).toBe("GET /here: none");
});

it("reads a cookie whose name is put together of settings and a name", () => {
  const app = `
    import { Hono } from "hono"; import { getSignedCookie } from "hono/cookie";
    const secure = process.env.URL?.startsWith("https"); const prefix = secure ? "__Secure-" : "";
    const sessionCookie = \`\${prefix}sessionId\`;
    const app = new Hono().get("/me", async (c) => {
      const id = await getSignedCookie(c, "secret", sessionCookie);
      if (!id) return c.json({}, 401);
      return c.json({ id });
    });
    export default app;`;
  expect(routesOf({ "src/app.ts": app })).toEqual(["GET /me: required"]);
});

it("does not know whether an answer made out of sight serves, beside ways that refuse", () => {
  const route = `
    export async function GET(request) {
      if (!request.headers.get("x-api-key")) {
        if (isStrict()) return new Response("no key", { status: 401 });
        return somewhere.answer;
      }
      return Response.json(1);
    }`;
  expect(routesOf({ "next.config.mjs": "export default {};", "app/api/x/route.ts": route })).toEqual([
    "GET /api/x: unknown",
  ]);
});
