import { describe, expect, it } from "vitest";
import { routesOf } from "../routes-of.ts";

const USES = { "next.config.ts": `import type { NextConfig } from "next"; export default {};` };
const OPEN = `export async function GET() { return Response.json({}); }`;

describe("where a route handler of Next.js is served", () => {
  it.each([
    ["app/api/users/route.ts", "/api/users"],
    ["src/app/api/users/[id]/route.ts", "/api/users/{id}"],
    ["app/(admin)/files/[...path]/route.js", "/files/{*path}"],
    ["app/docs/[[...slug]]/route.ts", "/docs/{*slug}"],
    ["app/@modal/photos/route.ts", "/photos"],
    ["app/route.ts", "/"],
  ])("%s", (file, path) => {
    expect(routesOf({ ...USES, [file]: OPEN })).toEqual([`GET ${path}: none`]);
  });

  it("not in a private folder, nor without Next.js", () => {
    expect(routesOf({ ...USES, "app/_lib/route.ts": OPEN })).toEqual([]);
    expect(routesOf({ "app/api/route.ts": OPEN })).toEqual([]);
  });

  it("pages/api", () => {
    const handler = `
      export default async function handler(req, res) {
        if (!req.headers.authorization) return res.status(401).json({});
        res.json({});
      }`;
    expect(routesOf({ ...USES, "pages/api/users/index.ts": handler })).toEqual(["ALL /api/users: required"]);
  });

  it("a table by method, handed on from the file that has it", () => {
    const table = `
      import { byMethod } from "./by-method";
      export const users = byMethod({ GET: async (req, res) => res.json([]), POST: async (req, res) => res.json({}) });`;
    const byMethod = `
      export const byMethod = (table) => async (req, res) => {
        if (req.method === "OPTIONS" || req.method === "PUT") return res.status(405).end();
        return table[req.method](req, res);
      };`;
    const files = {
      ...USES,
      "pages/api/users.ts": `export { users as default } from "../../server/users";`,
      "server/users.ts": table,
      "server/by-method.ts": byMethod,
    };
    expect(routesOf(files).map((each) => each.split(":")[0])).toEqual(["GET /api/users", "POST /api/users"]);
  });
});

describe("who may call a route handler of Next.js", () => {
  const cases: readonly (readonly [string, string, string])[] = [
    [
      "a status",
      `export async function GET(req) { if (!req.headers.get("authorization")) return new Response("no", { status: 401 }); return Response.json({}); }`,
      "required",
    ],
    [
      "NextResponse",
      `import { NextResponse } from "next/server"; import { getServerSession } from "next-auth";
      export const GET = async () => { const session = await getServerSession(options); if (!session) return NextResponse.json({ error: "no" }, { status: 401 }); return NextResponse.json({}); }`,
      "required",
    ],
    [
      "Clerk",
      `import { auth } from "@clerk/nextjs/server"; export async function GET() { const { userId } = await auth(); if (!userId) throw new Error("Unauthorized"); return Response.json({}); }`,
      "required",
    ],
    [
      "a project's own auth",
      `import { auth } from "../../../auth"; export async function GET() { const session = await auth(); if (!session?.user) return new Response(null, { status: 401 }); return Response.json({}); }`,
      "required",
    ],
    [
      "bad input",
      `export async function GET(req) { const body = await req.json(); if (!body.id) return new Response("no", { status: 400 }); return Response.json({}); }`,
      "none",
    ],
    [
      "a wrapper",
      `const withAuth = (handler) => async (req, ctx) => { const token = req.headers.get("authorization"); if (!token) return new Response(null, { status: 401 }); return handler(req, ctx); };
      export const GET = withAuth(async () => Response.json({}));`,
      "required",
    ],
    [
      "a wrapper out of sight",
      `import { withIt } from "elsewhere"; export const GET = withIt(async () => Response.json({}));`,
      "unknown",
    ],
    [
      "a path that is asked for by a number",
      `export async function GET(req) { if (/^\\/api\\/v\\d+\\/me/.test(req.nextUrl.pathname)) return Response.json({}); if (!req.headers.get("authorization")) return new Response(null, { status: 401 }); return Response.json({}); }`,
      "required",
    ],
    [
      "a redirect after the work",
      `export async function GET(req) { const code = req.nextUrl.searchParams.get("code"); if (!code) return new Response("no", { status: 403 }); return Response.redirect("/done"); }`,
      "none",
    ],
    [
      "React's cache",
      `import { cache } from "react"; import { betterAuth } from "better-auth"; import { headers } from "next/headers"; const auth = betterAuth({}); const getSession = cache(async () => { const result = await auth.api.getSession({ headers: await headers() }); if (!result?.user) return null; return { user: result.user }; });
      export async function GET() { const session = await getSession(); if (!session?.user) return new Response(null, { status: 401 }); return Response.json({}); }`,
      "required",
    ],
    [
      "Supabase",
      `import { createServerClient } from "@supabase/ssr"; async function profile() { const supabase = createServerClient("", "", {}); const user = (await supabase.auth.getUser()).data.user; if (!user) throw new Error("User not found"); return user; }
      export async function POST() { try { const user = await profile(); return Response.json(user); } catch (error) { return new Response(null, { status: error.status || 500 }); } }`,
      "required",
    ],
    ["a re-export", `export { GET } from "./handler";`, "required"],
  ];
  it.each(cases)("%s", (_what, text, auth) => {
    const handler = `export async function GET(req) { if (!req.headers.get("x-api-key")) return new Response("no", { status: 401 }); return new Response("ok"); }`;
    expect(
      routesOf({
        ...USES,
        "app/api/me/route.ts": text,
        "app/api/me/handler.ts": handler,
        "auth.ts": `import NextAuth from "next-auth"; export const { auth } = NextAuth({});`,
      }),
    ).toEqual([`${text.includes("POST") ? "POST" : "GET"} /api/me: ${auth}`]);
  });

  it("is decided by the middleware that stands before it", () => {
    const middleware = (config: string): string => `
      import { NextResponse } from "next/server";
      export function middleware(request) {
        if (!request.cookies.get("session")) return NextResponse.redirect(new URL("/login", request.url));
        return NextResponse.next();
      }
      ${config}`;
    const files = (config: string) =>
      routesOf({ ...USES, "middleware.ts": middleware(config), "app/api/a/route.ts": OPEN, "app/b/route.ts": OPEN });
    expect(files("")).toEqual(["GET /api/a: required", "GET /b: required"]);
    expect(files(`export const config = { matcher: ["/api/:path*"] };`)).toEqual([
      "GET /api/a: required",
      "GET /b: none",
    ]);
    expect(files(`export const config = { matcher: "/((?!_next|api|.*\\\\.png$).*)" };`)).toEqual([
      "GET /api/a: none",
      "GET /b: required",
    ]);
    expect(files(`export const config = { matcher: "/(a|b)/:path*" };`)).toEqual([
      "GET /api/a: unknown",
      "GET /b: unknown",
    ]);
  });
});
