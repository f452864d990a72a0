import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { linkFiles } from "../../model/code/routes/routes-of.ts";
import { config, middleware } from "./next/app/middleware.ts";
import type { ApiHandler, ApiResponse } from "./next/pages/lib/api.ts";
import { observed } from "./table.ts";

const FOLDER = new URL("next/", import.meta.url).pathname;

function extracted(app: string): readonly string[] {
  const names = readdirSync(join(FOLDER, app), { recursive: true, encoding: "utf8" });
  const files = names.filter((name) => /\.m?[jt]s$/.test(name)).sort();
  const { routes } = linkFiles(
    Object.fromEntries(files.map((name) => [name, readFileSync(join(FOLDER, app, name), "utf8")])),
  );
  return routes.map(({ method, path, auth }) => `${method} ${path}: ${auth}`).sort();
}

/**
 * Where each file is served, by https://nextjs.org/docs/app/api-reference/file-conventions/route: dynamic and catch-all
 * segments, route groups left out, private folders not routed, below
 * https://nextjs.org/docs/app/api-reference/config/next-config-js/basePath. Next.js itself is not at hand to be asked.
 */
const ROUTES: Readonly<Record<string, string>> = {
  "app/api/open/route.ts": "/api/open",
  "app/api/session/route.ts": "/api/session",
  "app/api/either/route.ts": "/api/either",
  "app/api/table/route.ts": "/api/table",
  "app/api/optional/route.ts": "/api/optional",
  "app/api/cron/route.ts": "/api/cron",
  "app/api/keys/route.ts": "/api/keys",
  "app/api/gateway/route.ts": "/api/gateway",
  "app/api/v1/client/hello/route.ts": "/api/v1/client/hello",
  "app/api/v1/management/things/[id]/route.ts": "/api/v1/management/things/{id}",
  "app/api/again/route.ts": "/api/again",
  "app/api/admin/users/route.ts": "/api/admin/users",
  "app/api/items/[id]/route.ts": "/api/items/{id}",
  "app/(admin)/reports/[...path]/route.ts": "/reports/{*path}",
  "app/docs/[[...slug]]/route.ts": "/docs/{*slug}",
};
const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"];

type Handle = (request: Request, context: object) => Response | Promise<Response>;

/** The route handlers, called by nobody: the same answers, to the same callers. */
describe("the route handlers of Next.js", () => {
  it("serve what is extracted, to whom", async () => {
    expect(config.matcher).toEqual(["/api/admin/:path*"]);
    const seen: string[] = [];
    for (const [file, path] of Object.entries(ROUTES)) {
      const handlers = (await import(join(FOLDER, "app", file))) as Readonly<Record<string, Handle | undefined>>;
      for (const method of METHODS) {
        const handle = handlers[method];
        if (!handle) continue;
        const body = method === "GET" ? {} : { body: "something" };
        const request = new Request(`http://localhost${path}`, { method, ...body });
        const before = path.startsWith("/api/admin/") ? middleware(request) : undefined;
        const { status } = before ?? (await handle(request, { params: Promise.resolve({ id: "1" }) }));
        seen.push(observed(method, `/shop${path}`, status));
      }
    }
    expect(seen).toHaveLength(23);
    expect(extracted("app")).toEqual(seen.sort());
  });
});

/** By https://nextjs.org/docs/pages/building-your-application/routing/api-routes: one function for all methods. */
const PAGES: Readonly<Record<string, string>> = {
  "pages/api/users/index.ts": "/api/users",
  "pages/api/users/[id].ts": "/api/users/{id}",
  "pages/api/scores.ts": "/api/scores",
  "pages/api/ping.ts": "/api/ping",
};

async function statusOf(handle: ApiHandler, method: string): Promise<number> {
  let status = 200;
  const response: ApiResponse = {
    status(code) {
      status = code;
      return response;
    },
    json() {},
    end() {},
  };
  await handle({ method, headers: {} }, response);
  return status;
}

describe("the API routes of Next.js", () => {
  it("serve what is extracted, to whom", async () => {
    const seen: string[] = [];
    for (const [file, path] of Object.entries(PAGES)) {
      const { default: handle } = (await import(join(FOLDER, "pages", file))) as { readonly default: ApiHandler };
      // One that serves a method nobody heard of serves all of them.
      const isForAll = (await statusOf(handle, "PROPFIND")) !== 405;
      for (const method of isForAll ? ["ALL"] : METHODS) {
        const status = await statusOf(handle, method);
        if (status !== 405) seen.push(observed(method, path, status));
      }
    }
    expect(seen).toHaveLength(6);
    expect(extracted("pages")).toEqual(seen.sort());
  });
});
