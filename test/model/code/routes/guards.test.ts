import { describe, expect, it } from "vitest";
import { linkFiles } from "./routes-of.ts";

/** What one middleware does, written as the body of `guard`, before a handler that asks nothing. */
function enforces(source: string, written = "guard"): string | undefined {
  const { routes } = linkFiles({
    "src/guard.ts": source,
    "src/app.ts": `import express from "express"; import * as g from "./guard.ts"; const { guard } = g; const app = express();
      app.get("/x", ${written}, (req, res) => { res.json(1); });`,
  });
  return routes[0]?.guards.find(({ scope }) => scope === "route")?.enforces;
}

/** The route's auth for one handler, written as a function expression. */
function handled(handler: string, before = ""): string | undefined {
  const { routes } = linkFiles({
    "src/app.ts": `import express from "express"; ${before} const app = express(); app.post("/x", ${handler});`,
  });
  return routes[0]?.auth;
}

describe("a middleware that turns away requests without credentials", () => {
  it.each([
    [
      "by status",
      `export const guard = (req, res, next) => { if (!req.user) return res.status(401).json({}); next(); };`,
    ],
    [
      "by an early pass",
      `export function guard(req, res, next) { if (req.isAuthenticated()) { return next(); } res.redirect("/login"); }`,
    ],
    [
      "by next(error)",
      `export const guard = async (req, res, next) => { if (!req.headers.authorization) return next(new Error("no")); return next(); };`,
    ],
    [
      "by throwing",
      `export const guard = (req, res, next) => { const key = req.get("x-api-key"); if (key !== process.env.KEY) throw new Error("key"); next(); };`,
    ],
    [
      "in a conditional expression",
      `export const guard = (req, res, next) => (req.session.userId ? next() : res.sendStatus(403));`,
    ],
    [
      "when the check throws",
      `import jwt from "jsonwebtoken"; export function guard(req, res, next) { try { req.user = jwt.verify(req.cookies.token, "s"); next(); } catch (e) { res.status(401).end(); } }`,
    ],
    [
      "when it throws and nobody catches",
      `import { verify } from "jsonwebtoken"; export function guard(req, res, next) { req.user = verify(req.headers["authorization"], "s"); next(); }`,
    ],
    [
      "in a callback",
      `import jwt from "jsonwebtoken"; export function guard(req, res, next) { jwt.verify(req.headers.authorization, "s", (err, user) => { if (err) return res.sendStatus(403); req.user = user; next(); }); }`,
    ],
    [
      "in a promise",
      `import { check } from "./missing.ts"; export function guard(req, res, next) { check(req.headers.authorization).then((user) => { req.user = user; next(); }).catch(() => res.sendStatus(401)); }`,
    ],
    [
      "by a helper in the same file",
      `const token = (req) => req.headers.authorization?.split(" ")[1]; function deny(res) { res.status(401).end(); } export function guard(req, res, next) { const given = token(req); if (!given) { deny(res); return; } next(); }`,
    ],
    [
      "by a service out of sight that says no",
      `import { sessions } from "./missing.ts"; export async function guard(req, res, next) { const session = await sessions.validateToken(req.cookies.sid_token); if (!session) return res.status(401).end(); next(); }`,
    ],
    [
      "destructured",
      `export const guard = ({ user }, res, next) => { if (!user?.id) { res.sendStatus(401); } else { next(); } };`,
    ],
    [
      "unless a setting turns it off",
      `export const guard = (req, res, next) => { if (process.env.AUTH === "off") return next(); if (!req.user) return res.sendStatus(401); next(); };`,
    ],
    [
      "role by role, in a switch on nothing the caller sends",
      `export const guard = (req, res, next) => { const role = req.user?.role; switch (role) { case "admin": return next(); default: return res.sendStatus(403); } };`,
    ],
  ])("%s", (_how, source) => {
    expect(enforces(source)).toBe("auth");
  });

  it("made by a function, with arguments", () => {
    const source = `export const guard = (...roles) => (req, res, next) => { if (!req.user || !roles.includes(req.user.role)) return res.sendStatus(403); next(); };`;
    expect(enforces(source, `guard("admin")`)).toBe("auth");
  });

  it("wrapped in a function that passes on errors", () => {
    const source = `const wrap = (fn) => (req, res, next) => Promise.resolve(fn(req, res, next)).catch(next); export const guard = wrap(async (req, res, next) => { if (!req.user) throw new Error("x"); next(); });`;
    expect(enforces(source)).toBe("auth");
  });

  it("by calling another guard", () => {
    const source = `const inner = (req, res, next) => { if (!req.user) return res.sendStatus(401); next(); }; export const guard = (req, res, next) => inner(req, res, (err) => { if (err) return next(err); next(); });`;
    expect(enforces(source)).toBe("auth");
  });

  it("as a method of an object and of a class", () => {
    expect(
      enforces(
        `export const auth = { needs(req, res, next) { if (!req.user) return res.sendStatus(401); next(); } };`,
        "g.auth.needs",
      ),
    ).toBe("auth");
    expect(
      enforces(
        `class Auth { static needs(req, res, next) { if (!req.user) return res.sendStatus(401); next(); } } export { Auth };`,
        "g.Auth.needs",
      ),
    ).toBe("auth");
    expect(
      enforces(
        `class Auth { needs = (req, res, next) => { if (!req.user) return this.deny(res); next(); }; deny(res) { res.sendStatus(401); } } export const auth = new Auth();`,
        "g.auth.needs",
      ),
    ).toBe("auth");
  });
});

describe("a middleware that does not", () => {
  it.each([
    [
      "identifies and goes on",
      `export const guard = async (req, res, next) => { try { req.auth = await decode(req.headers.authorization); } catch { req.auth = null; } next(); };`,
    ],
    [
      "lets go what carries no token",
      `import jwt from "jsonwebtoken"; export function guard(req, res, next) { const token = req.headers.authorization; if (!token) return next(); try { jwt.verify(token, "s"); next(); } catch { res.sendStatus(401); } }`,
    ],
    [
      "validates",
      `export const guard = (req, res, next) => { const { error } = schema.validate(req.body); if (error) return res.status(400).json(error); next(); };`,
    ],
    [
      "limits",
      `const hits = new Map(); export const guard = (req, res, next) => { const n = hits.get(req.path); if (n > 9) return res.status(429).end(); next(); };`,
    ],
    ["logs", `export const guard = (req, res, next) => { console.log(req.headers.authorization); next(); };`],
    [
      "is behind a flag",
      `import { flags } from "./missing.ts"; export const guard = (req, res, next) => { if (!flags.beta) return res.sendStatus(404); next(); };`,
    ],
    [
      "asks for proof of being human",
      `export const guard = async (req, res, next) => { if (!req.headers["x-captcha-token"]) return res.sendStatus(400); next(); };`,
    ],
    [
      "refuses what was sent",
      `export const guard = (req, res, next) => { if (blocked.includes(req.params.address)) return res.sendStatus(403); next(); };`,
    ],
  ])("%s", (_how, source) => {
    expect(enforces(source)).toBe("no");
  });
});

describe("a middleware that may", () => {
  it.each([
    ["out of sight", `export { guard } from "./missing.ts";`],
    [
      "for paths that an expression tells",
      `export const guard = (req, res, next) => { if (/^.(login|health)/.test(req.path)) return next(); if (!req.user) return res.sendStatus(401); next(); };`,
    ],
    [
      "for some requests only",
      `export const guard = (req, res, next) => { if (req.params.kind === "public") return next(); if (!req.user) return res.sendStatus(401); next(); };`,
    ],
    [
      "one of two, by a condition",
      `const a = (req, res, next) => next(); const b = (req, res, next) => { if (!req.user) return res.sendStatus(401); next(); }; export const guard = Math.random() > 1 ? a : b;`,
    ],
    [
      "by address",
      `export const guard = (req, res, next) => { if (!allowed.includes(req.ip)) return res.sendStatus(403); next(); };`,
    ],
  ])("%s", (_how, source) => {
    expect(enforces(source)).toBe("unknown");
  });
});

it("asks a middleware about paths for each route, below where it stands", () => {
  const { routes } = linkFiles({
    "src/guard.ts": `const OPEN = ["/login", "/public/"]; const deny = (req, res, next) => { if (!req.user) return res.sendStatus(401); next(); };
      export const byPrefix = (req, res, next) => { if (OPEN.some((each) => req.path.startsWith(each))) return next(); deny(req, res, next); };
      export const byName = (req, res, next) => (OPEN.includes(req.path) || req.method === "GET" ? next() : deny(req, res, next));
      export const byExpression = (req, res, next) => { if (!/\\/API\\//i.test(req.originalUrl)) return next(); deny(req, res, next); };`,
    "src/app.ts": `import express from "express"; import { byPrefix, byName, byExpression } from "./guard.ts"; const app = express();
      const add = (path, guard) => { app.use(path, guard); for (const each of ["/login", "/public/:id", "/users", "/:any"]) app.post(path + each, (req, res) => { res.json(1); }); };
      add("/a", byPrefix); add("/b", byName); add("/api", byExpression); app.get("/b/users", (req, res) => { res.json(1); });`,
  });
  expect(routes.map(({ method, path, auth }) => `${method} ${path}: ${auth}`).sort()).toEqual([
    "GET /b/users: none",
    "POST /a/login: none",
    "POST /a/public/{id}: none",
    "POST /a/users: required",
    "POST /a/{any}: unknown",
    "POST /api/login: required",
    "POST /api/public/{id}: required",
    "POST /api/users: required",
    "POST /api/{any}: required",
    "POST /b/login: none",
    "POST /b/public/{id}: required",
    "POST /b/users: required",
    "POST /b/{any}: unknown",
  ]);
});

describe("packages", () => {
  it.each([
    [`import { expressjwt } from "express-jwt"; export const guard = expressjwt({ secret: "s" });`, "auth"],
    [`import jwt from "express-jwt"; export const guard = jwt({ secret: "s", credentialsRequired: false });`, "no"],
    [`import passport from "passport"; export const guard = passport.authenticate("jwt", { session: false });`, "auth"],
    [`import passport from "passport"; export const guard = passport.authenticate(["jwt", "anonymous"]);`, "no"],
    [`import passport from "passport"; export const guard = passport.authenticate("google", { scope: [] });`, "no"],
    [
      `import passport from "passport"; export const guard = (req, res, next) => passport.authenticate("jwt", (err, user) => { if (!user) return res.sendStatus(401); next(); })(req, res, next);`,
      "auth",
    ],
    [
      `import passport from "passport"; export const guard = (req, res, next) => passport.authenticate("jwt", (err, user) => { req.user = user; next(); })(req, res, next);`,
      "no",
    ],
    [`import { requiresAuth } from "express-openid-connect"; export const guard = requiresAuth();`, "auth"],
    [`import { auth } from "express-openid-connect"; export const guard = auth({ authRequired: false });`, "no"],
    [
      `import Keycloak from "keycloak-connect"; const keycloak = new Keycloak({}); export const guard = keycloak.protect("role");`,
      "auth",
    ],
    [`import limit from "express-rate-limit"; export const guard = limit({ max: 1 });`, "no"],
    [`import cors from "cors"; export const guard = cors();`, "no"],
    [`import multer from "multer"; export const guard = multer().single("file");`, "no"],
    [`import { check } from "some-auth-thing"; export const guard = check();`, "unknown"],
  ])("%s", (source, expected) => {
    expect(enforces(source)).toBe(expected);
  });
});

describe("handlers that check by themselves", () => {
  it.each([
    ["first thing", `(req, res) => { if (!req.auth) { return res.status(401).end(); } res.json(1); }`, "required"],
    [
      "after reading a header into a name",
      `(req, res) => { const secret = req.headers["x-admin-secret"]; if (secret !== process.env.SECRET) { return res.sendStatus(403); } res.json(1); }`,
      "required",
    ],
    ["before a status is known", `(req, res) => { if (!req.user) throw new Error("x"); res.json(1); }`, "required"],
    [
      "on one branch only",
      `(req, res) => { if (req.body.ticket) { redeem(req.body.ticket); } else { if (!req.user) { return res.sendStatus(401); } } res.json(1); }`,
      "unknown",
    ],
    [
      "and answers politely",
      `(req, res) => { if (!req.user) { return res.json({ user: null }); } res.json(req.user); }`,
      "none",
    ],
    [
      "the password, which is signing in",
      `async (req, res) => { const user = await find(req.body.email); if (!user) { return res.status(401).end(); } res.json({ token: 1 }); }`,
      "none",
    ],
    [
      "a token that is redeemed",
      `async (req, res) => { const ok = await verify(req.query.token); if (!ok) { return res.status(401).end(); } res.json(1); }`,
      "none",
    ],
    [
      "nothing, and reads the user",
      `async (req, res) => { const user = await load({ id: req.user.id }); if (!user) { return res.status(404).end(); } res.json(user); }`,
      "none",
    ],
  ])("%s", (_how, handler, expected) => {
    expect(handled(handler)).toBe(expected);
  });

  it("behind a wrapper, in another file, as a method of a controller", () => {
    const { routes } = linkFiles({
      "src/app.ts": `import express from "express"; import { controller } from "./controller.ts"; import { aw } from "./wrap.ts"; const app = express(); app.get("/x", aw(controller.find)); app.get("/y", aw(controller.list));`,
      "src/wrap.ts": `export function aw(fn: any) { return function (req, res, next): void { fn(req, res, next).catch(next); }; }`,
      "src/controller.ts": `class Controller { find = async (req, res) => { if (!req.user) { return res.sendStatus(401); } res.json(1); }; async list(req, res) { res.json([]); } } export const controller = new Controller();`,
    });
    expect(routes.map(({ auth }) => auth)).toEqual(["required", "none"]);
  });

  it("is unknown when the handler is out of sight", () => {
    expect(handled(`missing.create`, `import { missing } from "./missing.ts";`)).toBe("unknown");
  });
});

it("says why, and where", () => {
  const files = {
    "src/guard.ts": `export const gate = (req, res, next) => { if (!req.user) return res.sendStatus(401); next(); };`,
    "src/app.ts": `import express from "express"; import { gate } from "./guard.ts"; const app = express();\napp.get("/x", gate, function show(req, res) { res.json(1); });`,
  };
  const [route] = linkFiles(files).routes;
  const text = files["src/app.ts"];
  expect(route).toMatchObject({
    authReason: "`gate` turns away a request without credentials",
    anchor: "typescript:src/app.ts#GET /x",
    handler: "show",
    app: "src/app.ts",
  });
  const { at } = route?.guards[0] ?? {};
  expect(at && "start" in at ? text.slice(at.start, at.end) : "").toBe("gate");
  expect(route && "start" in route.at ? text.slice(route.at.start, route.at.end) : "").toBe("app.get");
});
