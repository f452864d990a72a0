import { describe, expect, it } from "vitest";
import { routesOf } from "./routes-of.ts";

function guardedBy(body: string): readonly string[] {
  return routesOf({
    "src/app.ts": `
      import express from "express";
      import { getEnv, yes } from "@acme/env";
      import { verify } from "./verify.ts";
      const isProduction = getEnv("NODE_ENV") === "production";
      const isTest = yes(getEnv("INTEGRATION_TEST"));
      const app = express();
      app.use(async (req, res, next) => { ${body} });
      app.get("/users", (req, res) => res.json([]));
      app.listen(3000);`,
    "src/verify.ts": `export declare function verify(token: string): Promise<boolean>;`,
  });
}

const ASKS = `
  if (!req.headers.authorization) return res.status(401).end();
  await verify(req.headers.authorization);
  next();`;

describe("what a guard lets through where the application is set so", () => {
  it("is still a guard when only some settings let a request by", () => {
    expect(guardedBy(`if (!isProduction && req.headers["x-user"]) return next(); ${ASKS}`)).toEqual([
      "GET /users: required",
    ]);
    expect(guardedBy(`if ((!isProduction || isTest) && req.query.as) return next(); ${ASKS}`)).toEqual([
      "GET /users: required",
    ]);
    expect(guardedBy(`if (isTest) { if (req.query.as) req.as = 1; return next(); } ${ASKS}`)).toEqual([
      "GET /users: required",
    ]);
  });

  it("is in doubt when what the caller sends is enough", () => {
    expect(guardedBy(`if (isTest || req.headers["x-user"]) return next(); ${ASKS}`)).toEqual(["GET /users: unknown"]);
    expect(guardedBy(`if (!(isProduction && req.query.as)) return next(); ${ASKS}`)).toEqual(["GET /users: unknown"]);
    expect(guardedBy(`if (!(isProduction && req.query.key)) return next(); ${ASKS}`)).toEqual(["GET /users: none"]);
  });

  it("is in doubt when a request gets by whichever way it is set", () => {
    const either = `if (isTest) { if (req.query.a) return next(); } else if (req.query.b) return next();`;
    expect(guardedBy(`${either} ${ASKS}`)).toEqual(["GET /users: unknown"]);
  });
});

describe("an application that another file makes with what it needs", () => {
  it("is made by the function that calls for it, with what that one gives", () => {
    const files = {
      "src/app.ts": `
        import express from "express";
        export default function getApp(config, session) {
          const base = config.server.base || "";
          const app = express();
          if (session) app.use(session);
          authenticate(app, config.server.base);
          app.get(\`\${base}/api/users\`, (req, res) => res.json([]));
          app.get(\`\${base}/health\`, (req, res) => res.json({}));
          return app;
        }
        function authenticate(app, base) {
          app.use(\`\${base}/api\`, (req, res, next) => (req.user ? next() : res.status(401).end()));
        }`,
      "src/session.ts": `
        import session from "express-session";
        import type { RequestHandler } from "express";
        export function sessionOf(config): RequestHandler {
          const { name } = config.session;
          return session({ name });
        }`,
      "src/server.ts": `
        import getApp from "./app.ts";
        import { sessionOf } from "./session.ts";
        export async function createServer(config, make = { session: sessionOf }) {
          const session = make.session(config);
          const app = getApp(config, session);
          app.listen(config.port);
        }`,
    };
    expect(routesOf(files)).toEqual(["GET /api/users: required", "GET /health: none"]);
  });
});
