import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it } from "vitest";
import { asked, extracted, observed, shown } from "./table.ts";

/** Of Koa and @koa/router, what the test looks at: neither brings types. */
interface Application {
  readonly middleware: readonly { readonly router?: { readonly stack: readonly Layer[] } }[];
  callback(): Parameters<typeof createServer>[1];
}

interface Layer {
  readonly methods: readonly string[];
  readonly path: string;
}

/** The layers of every router in use that answer a method; all methods at once are `router.all`. */
function tableOf(app: Application): readonly (readonly [method: string, path: string])[] {
  const layers = app.middleware.flatMap(({ router }) => router?.stack ?? []);
  return layers.flatMap(({ methods, path }) => {
    const named = methods.length > 10 ? ["ALL"] : methods.filter((method) => method !== "HEAD");
    return named.map((method) => [method, shown(path)] as const);
  });
}

async function observe(app: Application): Promise<readonly string[]> {
  const server = createServer(app.callback());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const seen = new Set<string>();
  for (const [method, path] of tableOf(app)) {
    const verb = method === "ALL" ? "GET" : method;
    const url = `http://127.0.0.1:${port}${asked(path)}`;
    const { status } = await fetch(url, { method: verb, redirect: "manual" });
    seen.add(observed(method, path, status));
  }
  await new Promise((resolve) => server.close(resolve));
  return [...seen].sort();
}

/** The same source, run with Koa and read: the same routes, turning away the same requests. */
describe.each(["nested", "registrars", "guards"])("the Koa application %s", (name) => {
  it("serves what is extracted, to whom", async () => {
    const folder = new URL(`koa/${name}/`, import.meta.url).pathname;
    const { default: app } = (await import(`${folder}app.js`)) as { default: Application };
    expect(extracted(folder)).toEqual(await observe(app));
  });
});
