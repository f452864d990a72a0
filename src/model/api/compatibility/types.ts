import type { ApiNode } from "../../../facts/api-source.ts";
import type { Direction } from "./difference.ts";

/** The types that schemas say together; those they imply when they say none. */
export function typesSaid(parts: readonly ApiNode[]): {
  readonly types: readonly string[] | null;
  readonly nullable: boolean;
} {
  let types: readonly string[] | null = null;
  let nullable = false;
  for (const part of parts) {
    const written = part.text("type");
    const list = written === null ? part.texts("type") : [written];
    if (list.length === 0) continue;
    nullable ||= list.includes("null");
    // 2.0 calls an upload `file`: a string of bytes elsewhere.
    const own = list.filter((type) => type !== "null").map((type) => (type === "file" ? "string" : type));
    const common: readonly string[] = types === null ? own : own.filter((type) => types?.includes(type));
    types = common.length > 0 ? common : own;
  }
  types ??= implied(parts);
  return { types: types === null || types.length === 0 ? null : [...new Set(types)].toSorted(), nullable };
}

function implied(parts: readonly ApiNode[]): readonly string[] | null {
  if (parts.some((part) => part.has("properties") || part.has("additionalProperties"))) return ["object"];
  if (parts.some((part) => part.has("items"))) return ["array"];
  const values = parts.flatMap((part) => part.get("enum")?.items() ?? []);
  const types = new Set(values.map(({ value }) => (typeof value === "number" ? "number" : typeof value)));
  return types.size > 0 && !types.has("object") ? [...types] : null;
}

/** The types that no longer fit: in a request those no longer taken, in a response those not known before. */
export function misfits(before: readonly string[], after: readonly string[], direction: Direction): readonly string[] {
  const [values, takers] = direction === "request" ? [before, after] : [after, before];
  return values.filter((type) => !takers.includes(type) && !(type === "integer" && takers.includes("number")));
}

/** Formats with a meaning of their own (OpenAPI's registry of formats); each is in those after it. */
const widening: readonly (readonly string[])[] = [
  ["int8", "int16", "int32", "int64"],
  ["uint8", "uint16", "uint32", "uint64"],
  ["float", "double"],
];
const known = new Set([
  ...widening.flat(),
  ..."date date-time time duration uuid email uri url ipv4 ipv6 byte binary base64url hostname decimal unix-time".split(
    " ",
  ),
]);

/** Whether a value in the one format always is one in the other. */
export function fitsFormat(value: string, taker: string): boolean {
  if (value === taker) return true;
  const order = widening.find((formats) => formats.includes(value));
  return order !== undefined && order.includes(taker) && order.indexOf(value) <= order.indexOf(taker);
}

/** A format that clients act upon; others are words for people. */
export function isKnownFormat(format: string): boolean {
  return known.has(format);
}
