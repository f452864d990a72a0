import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { linkFiles } from "../../model/code/routes/routes-of.ts";

/** What the extractor says of a fixture's folder: `GET /users/{id}: required`. */
export function extracted(folder: string): readonly string[] {
  const all = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const names = all.filter((name) => /\.[jt]s$/.test(name)).sort();
  const files = Object.fromEntries(names.map((name) => [`src/${name}`, readFileSync(join(folder, name), "utf8")]));
  const { routes, unknownRegistrations } = linkFiles(files);
  return [
    ...routes.map(({ method, path, auth }) => `${method} ${path}: ${auth}`),
    ...unknownRegistrations.map(({ reason }) => `not understood: ${reason}`),
  ].sort();
}

/** A route of a running application, asked without credentials. */
export function observed(method: string, path: string, status: number): string {
  return `${method} ${path}: ${status === 401 || status === 403 ? "required" : "none"}`;
}

/** `/users/:id{[0-9]+}` as `/users/{id}`, `/files/*rest` as `/files/{*rest}`. */
export function shown(path: string): string {
  const braced = path.replace(/:(\w+)(\{[^}]*\})?/g, "{$1}").replace(/\*(\w+)/g, "{*$1}");
  return braced.startsWith("/") ? braced : `/${braced}`;
}

/** A path to ask for: every parameter `1`. */
export function asked(path: string): string {
  return path.replace(/\{\*?\w+\}|\*/g, "1");
}
