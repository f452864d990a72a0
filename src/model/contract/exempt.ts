import type { Route } from "../../facts/code.ts";
import { picomatch } from "../../packages/picomatch.ts";
import { hasWord, pathShape, wildcard } from "./path-shape.ts";

/**
 * Routes that no contract is expected to name: those a glob matches (`**\/healthz`; `/` is the root itself), catch-alls
 * and proxies, answers to preflight requests, paths of which nothing is known before run time, and the procedures of tRPC,
 * whose contract is their types.
 */
export function isExempt(globs: readonly string[]): (route: Route) => boolean {
  const matches = picomatch(globs, { dot: true, nocase: true });
  return (route) => {
    if (route.framework === "trpc") return true;
    const shape = pathShape(route.path);
    if (route.method === "OPTIONS" || route.method === "HEAD") return true;
    if (shape.length === 0) return globs.includes("/");
    if (shape.includes(wildcard) || (shape.length === 1 && !hasWord(shape))) return true;
    return matches(route.path.replace(/^\/+|\/+$/g, ""));
  };
}
