import type { Hono } from "hono";
import { inspectRoutes } from "hono/dev";
import { describe, expect, it } from "vitest";
import { asked, extracted, observed, shown } from "./table.ts";

async function observe(app: Hono): Promise<readonly string[]> {
  const seen = new Set<string>();
  for (const { method, path, isMiddleware } of inspectRoutes(app)) {
    if (isMiddleware) continue;
    const verb = method === "ALL" ? "GET" : method;
    const { status } = await app.request(asked(shown(path)), { method: verb });
    seen.add(observed(method, shown(path), status));
  }
  return [...seen].sort();
}

/** The same source, run with Hono and read: the same routes, turning away the same requests. */
describe.each(["mounts", "openapi", "guards"])("the Hono application %s", (name) => {
  it("serves what is extracted, to whom", async () => {
    const folder = new URL(`hono/${name}/`, import.meta.url).pathname;
    const { default: app } = (await import(`${folder}app.ts`)) as { default: Hono };
    expect(extracted(folder)).toEqual(await observe(app));
  });
});
