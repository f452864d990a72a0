import type { ApiNode } from "../../facts/api-source.ts";
import type { PointerPlace } from "../../findings/place.ts";
import type { Json } from "../../rule/openapi-visitor.ts";

/** One example, as data: a `$ref` inside is a member like any other. */
export interface Example {
  /** `example`, or its name under `examples`. */
  readonly name: string;
  readonly value: Json;
  readonly at: PointerPlace;
  readonly anchor: string;
}

/**
 * The examples written at a media type, parameter, header or schema, and those of 2.0 at a response, by media type.
 * What stands elsewhere (`externalValue`) or only as text on the wire (`serializedValue` of 3.2) is left out.
 */
export function examplesAt(node: Pick<ApiNode, "value" | "anchor" | "place" | "get">): readonly Example[] {
  const found: Example[] = [];
  const { anchor } = node;
  const single = memberOf(node.value, "example");
  if (single !== undefined) found.push({ name: "example", value: single, at: node.place("example"), anchor });
  const several = memberOf(node.value, "examples");
  // Schemas of 3.1 have a list of values.
  if (Array.isArray(several)) {
    const list: readonly Json[] = several;
    const at = node.place("examples");
    list.forEach((value, index) =>
      found.push({ name: String(index), value, at: { ...at, pointer: `${at.pointer}/${index}` }, anchor }),
    );
    return found;
  }
  for (const example of node.get("examples")?.members() ?? []) {
    const key = ["value", "dataValue"].find((each) => memberOf(example.value, each) !== undefined);
    const value = key === undefined ? undefined : memberOf(example.value, key);
    if (key !== undefined && value !== undefined)
      found.push({ name: example.key, value, at: example.place(key), anchor: example.anchor });
  }
  return found;
}

/** The examples of a 2.0 response, by media type: values themselves, without an object around them. */
export function examplesByMediaType(response: ApiNode): readonly Example[] {
  const examples = memberOf(response.value, "examples");
  if (typeof examples !== "object" || examples === null || Array.isArray(examples)) return [];
  const at = response.place("examples");
  return Object.entries(examples).flatMap(([name, value]) =>
    value === undefined
      ? []
      : [
          {
            name,
            value,
            at: { ...at, pointer: `${at.pointer}/${name.replaceAll("~", "~0").replaceAll("/", "~1")}` },
            anchor: response.anchor,
          },
        ],
  );
}

/** Whether values of a media type travel as the data they are. The fields of a form are texts, each read in its own way. */
export function isWrittenAsData(mediaType: string): boolean {
  return /[/+]json\b|^\*\/\*|^application\/\*/i.test(mediaType);
}

/** Whether a part of the example is taken from elsewhere, as split documents do: then it is not known here. */
export function isAssembled(value: Json): boolean {
  if (typeof value !== "object" || value === null) return false;
  const waiting: Json[] = [value];
  for (let count = 0; count < 10_000; count++) {
    const next = waiting.pop();
    if (next === undefined) return false;
    if (typeof next !== "object" || next === null) continue;
    const keys = Object.keys(next);
    if (keys.length === 1 && keys[0] === "$ref" && typeof memberOf(next, "$ref") === "string") return true;
    for (const each of Object.values(next)) if (typeof each === "object" && each !== null) waiting.push(each as Json);
  }
  // An alias that contains itself.
  return true;
}

/** The other ways to read what was written where a value travels as text: `"10"` is the number 10 in a query. */
export function readAsText(value: Json): readonly Json[] {
  if (typeof value === "number" || typeof value === "boolean") return [String(value)];
  if (typeof value !== "string") return [];
  if (/[,|;&\s]/.test(value)) return [value.split(/[,|;&\s]+/)];
  const parsed = parsedJson(value.toLowerCase());
  return parsed === undefined ? [[value]] : [parsed, [value], [parsed]];
}

/** A JSON text given as an example of a JSON body, as tools show it; undefined when it is none. */
export function parsedJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

function memberOf(value: Json, key: string): Json | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  return Object.hasOwn(value, key) ? (value as { readonly [key: string]: Json })[key] : undefined;
}

/** What stands at a place inside a value; undefined when nothing does. */
export function valueAt(value: Json, pointer: string): Json | undefined {
  let at: Json | undefined = value;
  for (const segment of pointer.split("/").slice(1)) {
    const key = segment.replaceAll("~1", "/").replaceAll("~0", "~");
    if (typeof at !== "object" || at === null || !Object.hasOwn(at, key)) return undefined;
    at = (at as { readonly [key: string]: Json })[key];
  }
  return at;
}
