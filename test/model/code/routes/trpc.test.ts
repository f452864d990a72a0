import { describe, expect, it } from "vitest";
import { isExempt } from "../../../../src/model/contract/exempt.ts";
import { linkFiles, pathsOf, routesOf, unknownsOf } from "./routes-of.ts";

const BASE = `
  import { initTRPC, TRPCError } from "@trpc/server";
  const t = initTRPC.context().create();
  export const router = t.router;
  export const publicProcedure = t.procedure;
  export const protectedProcedure = t.procedure.use(({ ctx, next }) => {
    if (!ctx.session?.user) throw new TRPCError({ code: "UNAUTHORIZED" });
    return next({ ctx: { user: ctx.session.user } });
  });
`;
const USERS = `
  import { router, publicProcedure, protectedProcedure } from "./trpc";
  export const users = router({
    byId: publicProcedure.input(parse).query(({ input }) => find(input)),
    rename: protectedProcedure.mutation(({ ctx, input }) => rename(ctx.user, input)),
  });
  export const appRouter = router({ users });
`;

function app(file: string, text: string): Readonly<Record<string, string>> {
  return { "src/trpc.ts": BASE, "src/users.ts": USERS, [file]: text };
}

describe("where procedures of tRPC are served", () => {
  it("below a prefix that is not known", () => {
    expect(routesOf({ "src/trpc.ts": BASE, "src/users.ts": USERS })).toEqual([
      "GET {TRPC}/users.byId: none",
      "POST {TRPC}/users.rename: required",
    ]);
  });

  it("by a handler of REST too, which may ask for credentials before any of them", () => {
    const files = app(
      "pages/api/[...trpc].ts",
      `
        import { createOpenApiNextHandler } from "trpc-to-openapi";
        import { appRouter } from "../../src/users";
        export default async (request, response) => {
          if (!(await validate(request))) return response.status(401).end();
          return createOpenApiNextHandler({ router: appRouter })(request, response);
        };
      `,
    );
    expect(routesOf(files).filter((route) => route.includes("users."))).toEqual([
      "GET {TRPC}/users.byId: unknown",
      "POST {TRPC}/users.rename: required",
    ]);
  });

  it.each([
    [
      "the endpoint of the fetch adapter",
      "src/app/api/trpc/[trpc]/route.ts",
      `import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
       import { appRouter } from "../../../../users";
       const handler = (req: Request) => fetchRequestHandler({ endpoint: "/api/trpc", req, router: appRouter });
       export { handler as GET, handler as POST };`,
      "/api/trpc",
    ],
    [
      "where Express mounts the middleware",
      "src/server.ts",
      `import express from "express";
       import * as trpcExpress from "@trpc/server/adapters/express";
       import { appRouter } from "./users";
       const app = express();
       app.use("/trpc", trpcExpress.createExpressMiddleware({ router: appRouter, createContext }));`,
      "/trpc",
    ],
    [
      "the prefix of Fastify's plugin",
      "src/server.ts",
      `import fastify from "fastify";
       import { fastifyTRPCPlugin } from "@trpc/server/adapters/fastify";
       import { appRouter } from "./users";
       const server = fastify();
       server.register(fastifyTRPCPlugin, { prefix: "/rpc", trpcOptions: { router: appRouter } });`,
      "/rpc",
    ],
    [
      "the root of a server of its own",
      "src/server.ts",
      `import { createHTTPServer } from "@trpc/server/adapters/standalone";
       import { appRouter } from "./users";
       createHTTPServer({ router: appRouter }).listen(2022);`,
      "",
    ],
    [
      "the file of Next.js its handler stands in",
      "src/pages/api/trpc/[trpc].ts",
      `import { createNextApiHandler } from "@trpc/server/adapters/next";
       import { appRouter } from "../../../users";
       export default createNextApiHandler({ router: appRouter });`,
      "/api/trpc",
    ],
  ])("%s", (_what, file, text, prefix) => {
    const procedures = linkFiles(app(file, text)).routes.filter(({ framework }) => framework === "trpc");
    expect(procedures.map(({ path }) => path)).toEqual([`${prefix}/users.byId`, `${prefix}/users.rename`]);
  });
});

describe("who may call a procedure of tRPC", () => {
  it("is named after the procedure whose middleware asks", () => {
    const routes = linkFiles({ "src/trpc.ts": BASE, "src/users.ts": USERS }).routes;
    expect(routes.map(({ guards }) => guards.map(({ name, enforces }) => `${name} ${enforces}`))).toEqual([
      [],
      ["protectedProcedure auth"],
    ]);
  });

  it("is read from what a context that holds the request lacks", () => {
    const text = `
      import { initTRPC, TRPCError } from "@trpc/server";
      const t = initTRPC.create();
      const withKey = t.middleware(async ({ ctx, next }) => {
        const key = ctx.req.headers.get("authorization")?.split("Bearer ").at(1);
        if (!key) throw new TRPCError({ code: "UNAUTHORIZED" });
        return next();
      });
      const isCurrent = t.middleware(({ input, next }) => {
        if (!input.version) throw new TRPCError({ code: "BAD_REQUEST" });
        return next();
      });
      export const appRouter = t.router({
        keyed: t.procedure.use(withKey).query(() => 1),
        current: t.procedure.use(isCurrent).query(() => 1),
        hidden: t.procedure.use(elsewhere).query(() => 1),
      });
    `;
    expect(routesOf({ "src/app.ts": text })).toEqual([
      "GET {TRPC}/current: none",
      "GET {TRPC}/hidden: unknown",
      "GET {TRPC}/keyed: required",
    ]);
  });
});

describe("routers of tRPC that are not all known", () => {
  it("are said to be", () => {
    const text = `${BASE} export const appRouter = router({ known: publicProcedure.query(() => 1), other, ...more });`;
    expect(pathsOf({ "src/app.ts": text })).toEqual(["GET {TRPC}/known"]);
    expect(unknownsOf({ "src/app.ts": text })).toEqual([
      "takes procedures over from what is not known from the source",
      "`other` could not be followed to procedures",
    ]);
  });

  it("may hold themselves", () => {
    const text = `
      import { router, publicProcedure } from "./trpc";
      import { second } from "./second";
      export const first = router({ one: publicProcedure.query(() => 1), second });
    `;
    const second = `
      import { router } from "./trpc";
      import { first } from "./first";
      export const second = router({ first });
      export const appRouter = router({ second });
    `;
    expect(() => pathsOf({ "src/trpc.ts": BASE, "src/first.ts": text, "src/second.ts": second })).not.toThrow();
  });
});

describe("a contract", () => {
  it("is not asked to name procedures", () => {
    const [procedure] = linkFiles({ "src/trpc.ts": BASE, "src/users.ts": USERS }).routes;
    expect(procedure && isExempt([])(procedure)).toBe(true);
  });
});

describe("what makes the context of tRPC", () => {
  const served = (context: string): Readonly<Record<string, string>> =>
    app(
      "src/pages/api/trpc/[trpc].ts",
      `import { createNextApiHandler } from "@trpc/server/adapters/next";
       import { TRPCError } from "@trpc/server";
       import { appRouter } from "../../../users";
       const createContext = async ({ req }) => { ${context} };
       export default createNextApiHandler({ router: appRouter, createContext });`,
    );

  it("turns away everybody without credentials where it throws", () => {
    const context = `const token = req.headers.authorization; if (!token) throw new TRPCError({ code: "UNAUTHORIZED" }); return { user: await find(token) };`;
    expect(routesOf(served(context))).toEqual([
      "GET /api/trpc/users.byId: required",
      "POST /api/trpc/users.rename: required",
    ]);
  });

  it("says nothing where it only looks", () => {
    const context = `const session = await loadSession(req.headers.authorization); return { session };`;
    expect(routesOf(served(context))).toEqual([
      "GET /api/trpc/users.byId: none",
      "POST /api/trpc/users.rename: required",
    ]);
  });
});
