import type { Json } from "../../../rule/openapi-visitor.ts";
import { isList, isObject, textAt } from "../json.ts";
import { child } from "../pointer.ts";
import type { LoadedFile } from "./loaded-file.ts";
import type { Located } from "./references.ts";

/**
 * The schemas of one file that name themselves: by `$anchor` (or `$dynamicAnchor`), and by an absolute `$id`. Made only
 * when a reference asks for one. Names are taken as written: a relative `$id` is not resolved against those around it.
 */
export class Identifiers {
  readonly #anchors = new Map<string, Located>();
  readonly #ids = new Map<string, Located>();

  constructor(loaded: LoadedFile) {
    const seen = new Set<Json>();
    const stack: { pointer: string; value: Json }[] = [{ pointer: "", value: loaded.value ?? null }];
    for (let next = stack.pop(); next; next = stack.pop()) {
      const { pointer, value } = next;
      if (typeof value !== "object" || value === null || seen.has(value)) continue;
      seen.add(value);
      if (isObject(value)) this.#note(value, { file: loaded.file, pointer, value });
      const members: [string, Json | undefined][] = isList(value)
        ? value.map((each, index) => [String(index), each])
        : Object.entries(value);
      // Pushed backwards, so that the first in the file is met first and wins.
      for (let index = members.length - 1; index >= 0; index--) {
        const [key, each] = members[index] as [string, Json | undefined];
        if (typeof each === "object" && each !== null) stack.push({ pointer: child(pointer, key), value: each });
      }
    }
  }

  anchor(name: string): Located | undefined {
    return this.#anchors.get(name);
  }

  id(uri: string): Located | undefined {
    return this.#ids.get(uri);
  }

  #note(value: Parameters<typeof textAt>[0], at: Located): void {
    const anchor = textAt(value, "$anchor") ?? textAt(value, "$dynamicAnchor");
    if (anchor !== undefined && !this.#anchors.has(anchor)) this.#anchors.set(anchor, at);
    const id = textAt(value, "$id")?.replace(/#$/, "") ?? textAt(value, "$self");
    if (id !== undefined && !this.#ids.has(id)) this.#ids.set(id, at);
  }
}
