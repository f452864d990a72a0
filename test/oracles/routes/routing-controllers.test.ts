import { createServer, type RequestListener } from "node:http";
import { describe, expect, it } from "vitest";
import { boot } from "./boot.ts";
import { type Express, rememberMounts, type Routing, tableOf } from "./express-table.ts";
import { request } from "./requests.ts";
import { extracted } from "./table.ts";

/** The library loads Express 4 by itself; what mounts it here has the same. */
const PACKAGES: Readonly<Record<string, string>> = {
  express: "express4",
  "reflect-metadata": "reflect-metadata",
  "routing-controllers": "routing-controllers",
};

async function observe(folder: string): Promise<readonly string[]> {
  return boot(folder, PACKAGES, async (load) => {
    rememberMounts(load("express") as Express);
    const { apps } = load("./app.js") as { readonly apps: readonly (RequestListener & Routing)[] };
    const seen = new Set<string>();
    for (const app of apps) {
      const server = createServer(app);
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      for (const each of await request(server, tableOf(app))) seen.add(each);
      await new Promise((resolve) => server.close(resolve));
    }
    return [...seen].sort();
  });
}

/** The same source, run with routing-controllers and read: the same routes, turning away the same requests. */
describe.each(["classes", "mounted"])("the controllers %s", (name) => {
  it("serve what is extracted, to whom", async () => {
    const folder = new URL(`routing-controllers/${name}/`, import.meta.url).pathname;
    expect(extracted(folder)).toEqual(await observe(folder));
  });
});
