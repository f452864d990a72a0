import type { Server } from "node:http";
import { describe, expect, it } from "vitest";
import { boot } from "./boot.ts";
import { type Routing, tableOf } from "./express-table.ts";
import { request } from "./requests.ts";
import { extracted } from "./table.ts";

/** Of a Nest application on Express, what the test looks at. */
interface Application {
  getHttpAdapter(): { getInstance(): Routing };
  getHttpServer(): Server;
  close(): Promise<void>;
}

const PACKAGES = ["@nestjs/common", "@nestjs/core", "reflect-metadata"];

async function observe(folder: string): Promise<readonly string[]> {
  return boot(folder, Object.fromEntries(PACKAGES.map((name) => [name, name])), async (load) => {
    const { bootstrap } = load("./main.js") as { readonly bootstrap: () => Promise<Application> };
    const app = await bootstrap();
    const seen = await request(app.getHttpServer(), tableOf(app.getHttpAdapter().getInstance()));
    await app.close();
    return [...seen].sort();
  });
}

/** The same source, run with Nest and read: the same routes, turning away the same requests. */
describe.each(["paths", "guards", "global", "middleware"])("the Nest application %s", (name) => {
  it("serves what is extracted, to whom", async () => {
    const folder = new URL(`nestjs/${name}/`, import.meta.url).pathname;
    expect(extracted(folder)).toEqual(await observe(folder));
  });
});
