import { createServer, type RequestListener, type Server } from "node:http";
import { describe, expect, it } from "vitest";
import { boot } from "./boot.ts";
import { type Express, rememberMounts, type Routing, tableOf } from "./express-table.ts";
import { request } from "./requests.ts";
import { extracted } from "./table.ts";

type Application = RequestListener & Routing;

/** What a path is below, where it comes from the environment. */
const PREFIX = { name: "API_PREFIX", value: "/from-environment" };

async function observe(folder: string, version: string): Promise<readonly string[]> {
  process.env[PREFIX.name] = PREFIX.value;
  return boot(folder, { express: version }, async (load) => {
    rememberMounts(load("express") as Express);
    const { apps } = load("./app.js") as { readonly apps: readonly Application[] };
    const seen = new Set<string>();
    for (const app of apps) {
      const server = createServer(app);
      await listen(server);
      for (const each of await request(server, tableOf(app))) seen.add(each);
      await new Promise((resolve) => server.close(resolve));
    }
    return [...seen].sort();
  });
}

function listen(server: Server): Promise<void> {
  return new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
}

/** The same source, run with Express and read: the same routes, turning away the same requests. */
describe.each([
  ["mounts", "express"],
  ["mounts", "express4"],
  ["guards", "express"],
  ["guards", "express4"],
  ["params", "express"],
  ["params", "express4"],
  ["commonjs", "express"],
  ["commonjs", "express4"],
  ["several", "express"],
  ["paths5", "express"],
  ["paths4", "express4"],
])("the Express application %s, run with %s", (name, version) => {
  it("serves what is extracted, to whom", async () => {
    const folder = new URL(`express/${name}/`, import.meta.url).pathname;
    const symbolic = `{${PREFIX.name}}`;
    const read = extracted(folder).map((line) => line.replace(symbolic, PREFIX.value));
    expect(read.sort()).toEqual(await observe(folder, version));
  });
});
