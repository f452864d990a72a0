import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { asked, observed } from "./table.ts";

/** Every route of a table, asked for without credentials; what nobody answers is no route. */
export async function request(
  server: Server,
  table: readonly (readonly [method: string, path: string])[],
): Promise<readonly string[]> {
  const { port } = server.address() as AddressInfo;
  const seen = new Set<string>();
  for (const [method, path] of table) {
    const others = table.flatMap(([other, at]) => (at === path ? other : []));
    const verb = method === "ALL" ? (["GET", "PUT", "PATCH"].find((each) => !others.includes(each)) ?? "GET") : method;
    const url = `http://127.0.0.1:${port}${asked(path)}`;
    const { status } = await fetch(url, { method: verb, redirect: "manual" });
    // What is for every method may hand on to what nobody registered.
    const isServed = (status !== 404 || method === "ALL") && status < 500;
    seen.add(!isServed ? `${method} ${path}: ${status}` : observed(method, path, status));
  }
  return [...seen];
}
