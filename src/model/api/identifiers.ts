import type { ApiDocument, Parameter } from "../../facts/api.ts";
import { placeKey } from "./errors.ts";
import { pathKey } from "./resources.ts";
import { segmentsOf } from "./paths.ts";

/** How one operation types the identifier of a resource. */
export interface TypedId {
  readonly parameter: Parameter;
  /** `integer`, `string`, `string (uuid)`. */
  readonly type: string;
}

/** The path parameters of a document by the resource they identify (`/users/{id}`), each place of the source once. */
export function idsByResource(document: ApiDocument): ReadonlyMap<string, readonly TypedId[]> {
  const found = new Map<string, Map<string, TypedId>>();
  for (const { path, parameters } of document.operations) {
    const segments = segmentsOf(path);
    for (const parameter of parameters) {
      const index = segments.findIndex((segment) => segment === `{${parameter.name}}`);
      if (parameter.in !== "path" || index < 1 || segments[index - 1]?.includes("{")) continue;
      const type = typeOf(parameter);
      if (type === null) continue;
      // `/users/{name}` beside `/users/{id}` is another way to name a user, and may well look different.
      const before = segments[index - 1] ?? "";
      const resource = `${pathKey(segments.slice(0, index).join("/"))}/{${kindOf(parameter.name, before)}}`;
      const known = found.get(resource) ?? new Map<string, TypedId>();
      found.set(resource, known.set(placeKey(parameter.at), { parameter, type }));
    }
  }
  return new Map([...found].map(([resource, ids]) => [resource, [...ids.values()]]));
}

/** `id` for `{id}`, and for `{userId}` or `{user_id}` below `/users`; any other name for what it is. */
function kindOf(name: string, collection: string): string {
  const plain = (text: string) => text.toLowerCase().replace(/[^a-z\d]/g, "");
  const owner = plain(name).replace(/id$/, "");
  if (owner === plain(name)) return name;
  // `category` of `categories`: the last letter may change in the plural.
  return owner === "" || plain(collection).startsWith(owner.slice(0, -1)) ? "id" : name;
}

/** Null when the type is left open. A format matters only where it changes what a value looks like. */
function typeOf({ schema }: Parameter): string | null {
  const types = schema?.types.filter((type) => type !== "null") ?? [];
  if (types.length !== 1 || schema === null || schema.enum) return null;
  const [type] = types;
  if (type === "number" || type === "integer") return "integer";
  return type === "string" ? (schema.format === "uuid" ? "string (uuid)" : "string") : null;
}
