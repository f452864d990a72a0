import type { RouteConfig } from "@hono/zod-openapi";
import type { MiddlewareHandler } from "hono";
import { HTTPException } from "hono/http-exception";

export function requirePermission(permission: string): MiddlewareHandler {
  return async (c, next) => {
    const granted = readToken(c.req.header("Authorization"));
    if (!granted?.includes(permission)) throw new HTTPException(403, { message: "forbidden" });
    await next();
  };
}

function readToken(header: string | undefined): readonly string[] | null {
  return header?.startsWith("Bearer ") ? header.slice(7).split(",") : null;
}

export function createProtectedRoute<T extends RouteConfig>(config: T & { permission: MiddlewareHandler }): T {
  const { permission, ...rest } = config;
  const own = rest.middleware ? [rest.middleware].flat() : [];
  return { ...rest, middleware: [permission, ...own] } as unknown as T;
}
