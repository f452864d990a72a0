import { posix } from "node:path";
import type { ApiSource } from "../../facts/api-source.ts";
import type { PointerPlace } from "../../findings/place.ts";
import type { Json, JsonObject } from "../../rule/openapi-visitor.ts";

/** A `$ref`, or a `discriminator.mapping` entry, and where it leads: one hop, which may end at another reference. */
export interface WrittenReference {
  readonly from: PointerPlace;
  readonly to: PointerPlace;
  /** Whether it stands in an `allOf`, `anyOf` or `oneOf`: its target is a part of something, or one of several. */
  readonly composes: boolean;
}

const known = new WeakMap<ApiSource, readonly WrittenReference[]>();

/** Every reference in the files of a document, in the order of the files. Each file is walked once. */
export function referencesIn(source: ApiSource): readonly WrittenReference[] {
  const found = known.get(source);
  if (found) return found;
  const all = source.files().flatMap((file) => {
    const root = source.node({ file, pointer: "" });
    return root ? referencesUnder(file, root.value, source) : [];
  });
  known.set(source, all);
  return all;
}

/** The references of several documents by the file they lead to. */
export function referencesByTarget(sources: readonly ApiSource[]): ReadonlyMap<string, readonly WrittenReference[]> {
  const found = new Map<string, WrittenReference[]>();
  for (const reference of sources.flatMap(referencesIn)) {
    const list = found.get(reference.to.file);
    if (list) list.push(reference);
    else found.set(reference.to.file, [reference]);
  }
  return found;
}

function referencesUnder(file: string, root: Json, source: ApiSource): readonly WrittenReference[] {
  const found: WrittenReference[] = [];
  const seen = new Set<Json>();
  const waiting: { value: Json; pointer: string }[] = [{ value: root, pointer: "" }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { value, pointer } = next;
    if (typeof value !== "object" || value === null || seen.has(value)) continue;
    seen.add(value);
    const note = (reference: string, at: string, composes: boolean) => {
      const to = targetOf(file, reference, { file, pointer }, source);
      if (to) found.push({ from: { file, pointer: at }, to, composes });
    };
    const object = value as JsonObject;
    const reference = object["$ref"];
    if (typeof reference === "string") note(reference, pointer, /\/(?:allOf|anyOf|oneOf)\/\d+$/.test(pointer));
    const mapping = pointer.endsWith("/discriminator") ? object["mapping"] : undefined;
    if (typeof mapping === "object" && mapping !== null && !Array.isArray(mapping))
      for (const [key, each] of Object.entries(mapping as JsonObject))
        if (typeof each === "string") note(nameOrReference(each, pointer), `${pointer}/mapping/${escaped(key)}`, false);
    const members: [string, Json | undefined][] = Array.isArray(value)
      ? (value as readonly Json[]).map((each, index) => [String(index), each])
      : Object.entries(object);
    for (let index = members.length - 1; index >= 0; index--) {
      const [key, each] = members[index] as [string, Json | undefined];
      if (typeof each === "object" && each !== null)
        waiting.push({ value: each, pointer: `${pointer}/${escaped(key)}` });
    }
  }
  return found;
}

/** A mapping names a schema by its bare name as well as by reference. */
function nameOrReference(text: string, pointer: string): string {
  if (/[#/]|\.(?:ya?ml|json)$/i.test(text)) return text;
  return pointer.startsWith("/definitions/") ? `#/definitions/${text}` : `#/components/schemas/${text}`;
}

function targetOf(file: string, reference: string, at: PointerPlace, source: ApiSource): PointerPlace | null {
  const hash = reference.indexOf("#");
  const path = hash < 0 ? reference : reference.slice(0, hash);
  const fragment = hash < 0 ? "" : decoded(reference.slice(hash + 1));
  // By `$anchor` or `$id`: the reader knows those.
  if ((fragment !== "" && !fragment.startsWith("/")) || /^[a-z][a-z0-9+.-]*:/i.test(path)) {
    const node = source.node(at);
    return node && node.at.pointer !== at.pointer ? node.at : null;
  }
  return { file: path === "" ? file : posix.join(posix.dirname(file), decoded(path)), pointer: fragment };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function escaped(key: string): string {
  return key.replaceAll("~", "~0").replaceAll("/", "~1");
}
