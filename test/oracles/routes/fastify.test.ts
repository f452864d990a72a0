import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { FastifyInstance, onRouteHookHandler, RouteOptions } from "fastify";
import { describe, expect, it } from "vitest";
import { linkFiles } from "../../model/code/routes/routes-of.ts";

/** What the extractor says of a folder: `GET /users/{id}: required`. */
function extracted(folder: string): readonly string[] {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => /\.[jt]s$/.test(name));
  const files = Object.fromEntries(
    names.sort().map((name) => [`src/${name}`, readFileSync(join(folder, name), "utf8")]),
  );
  const { routes, unknownRegistrations } = linkFiles(files);
  return [
    ...routes.map(({ method, path, auth }) => `${method} ${path}: ${auth}`),
    ...unknownRegistrations.map(({ reason }) => `not understood: ${reason}`),
  ].sort();
}

/** Every route of the running application, asked without credentials; without the HEAD that Fastify adds to each GET. */
async function observed(build: (watch: onRouteHookHandler) => Promise<FastifyInstance>): Promise<readonly string[]> {
  const registered: RouteOptions[] = [];
  const app = await build((route) => void registered.push(route));
  await app.ready();
  const gets = new Set(registered.filter(({ method }) => method === "GET").map(({ url }) => shown(url)));
  const seen = new Set<string>();
  for (const { method, url } of registered) {
    if (method === "HEAD" && gets.has(shown(url))) continue;
    const methods = [method].flat();
    for (const each of methods.length > 6 ? ["ALL"] : methods) {
      const { statusCode } = await app.inject({ method: each === "ALL" ? "GET" : (each as "GET"), url: asked(url) });
      seen.add(`${each} ${shown(url)}: ${statusCode === 401 || statusCode === 403 ? "required" : "none"}`);
    }
  }
  await app.close();
  return [...seen].sort();
}

/** `/own/:id(^\\d+$)/name::verb/` as `/own/{id}/name:verb`. */
function shown(url: string): string {
  const path = url.replace(/(?<!:):(\w+)(\([^)]*\))?/g, "{$1}").replace(/::/g, ":");
  return path.length > 1 ? path.replace(/\/$/, "") : path;
}

function asked(url: string): string {
  return shown(url).replace(/\{\w+\}|\*/g, "1");
}

/** The same source, run with Fastify and read: the same routes, turning away the same requests. */
describe.each(["scopes/app.ts", "table/app.ts", "autoload/app.js"])("the Fastify application %s", (file) => {
  it("serves what is extracted, to whom", async () => {
    const url = new URL(`fastify/${file}`, import.meta.url);
    const { build } = (await import(url.pathname)) as {
      build: (watch: onRouteHookHandler) => Promise<FastifyInstance>;
    };
    expect(extracted(new URL(".", url).pathname)).toEqual(await observed(build));
  });
});
