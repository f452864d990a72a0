import type { ApiServer } from "../../../facts/api.ts";
import { listAt, member, objectAt, textAt, textsAt } from "../json.ts";
import type { Json } from "../../../rule/openapi-visitor.ts";
import { child } from "../pointer.ts";
import type { LocatedObject, Source } from "./source.ts";

/** The servers written at a document, path or operation; undefined when the key is absent, so that outer ones hold. */
export function serversAt(at: LocatedObject, source: Source): readonly ApiServer[] | undefined {
  if (listAt(at.value, "servers") === undefined) return undefined;
  return source.items(at, "servers").flatMap((item) => {
    const server = source.object(item);
    const url = server && textAt(server.value, "url");
    if (!server || url === undefined) return [];
    return [
      { url, basePath: basePathOf(url, variablesOf(server)), at: source.place(server), anchor: source.anchor(server) },
    ];
  });
}

/** 2.0 writes one host and base path for several schemes. */
export function composedServers(source: Source): readonly ApiServer[] {
  const { root } = source;
  const host = textAt(root.value, "host");
  const basePath = textAt(root.value, "basePath");
  if (host === undefined && basePath === undefined) return [];
  const pointer = child("", basePath === undefined ? "host" : "basePath");
  const schemes = textsAt(root.value, "schemes");
  const urls =
    host === undefined
      ? [basePath ?? ""]
      : (schemes.length > 0 ? schemes : ["https"]).map((scheme) => `${scheme}://${host}${basePath ?? ""}`);
  return urls.map((url) => ({
    url,
    basePath: basePathOf(url, new Map()),
    at: { file: root.file, pointer },
    anchor: source.anchor({ ...root, pointer }),
  }));
}

function variablesOf(server: LocatedObject): ReadonlyMap<string, string> {
  const variables = objectAt(server.value, "variables") ?? {};
  return new Map(Object.entries(variables).map(([name, variable]) => [name, String(defaultOf(variable))]));
}

function defaultOf(variable: Json | undefined): Json {
  return typeof variable === "object" && variable !== null && !Array.isArray(variable)
    ? (member(variable as never, "default") ?? "")
    : "";
}

/** The path of a URL that may be relative and hold variables: `https://{region}.example.com/{version}/` → `/v1`. */
export function basePathOf(url: string, variables: ReadonlyMap<string, string>): string {
  const filled = url.replace(/\{([^{}]*)\}/g, (whole, name: string) => variables.get(name) ?? whole);
  const path = filled
    .replace(/^[a-z][a-z0-9+.-]*:/i, "")
    .replace(/^\/\/[^/?#]*/, "")
    .replace(/[?#].*$/, "")
    .replace(/\/+$/, "");
  return path === "" || path.startsWith("/") ? path : `/${path}`;
}
