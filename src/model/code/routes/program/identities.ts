import type { Value } from "./values.ts";

/** Functions of packages that give back what they are given: they are there for its type alone. */
const IDENTITIES = new Set(["hono/factory#createMiddleware", "@hono/zod-openapi#createRoute", "react#cache"]);

/** What a call of such a function gives; null for a call of any other. */
export function sameAsGiven(callee: Value, given: readonly Value[]): Value | null {
  if (callee.kind !== "external" || !IDENTITIES.has(`${callee.module}#${callee.path.at(-1) ?? ""}`)) return null;
  return given[0] ?? null;
}
