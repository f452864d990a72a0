import { posix } from "node:path";
import { closest } from "../../../findings/did-you-mean.ts";
import type { Json } from "../../../rule/openapi-visitor.ts";
import { isList, isObject, member, referenceOf } from "../json.ts";
import { child, segmentsOf } from "../pointer.ts";
import type { Files } from "./files.ts";
import { Identifiers } from "./identifiers.ts";
import type { LoadedFile } from "./loaded-file.ts";

/** A value and where it is written. */
export interface Located {
  readonly file: string;
  readonly pointer: string;
  readonly value: Json;
}

export interface Failure {
  readonly kind: "reference" | "outside";
  readonly message: string;
}

export type Resolution = Located | Failure;

export function isFailure(resolution: Resolution): resolution is Failure {
  return "kind" in resolution;
}

/**
 * Where `$ref`s lead, found on demand and remembered. Files are reached through the tree alone, which never leaves the
 * project; nothing is ever fetched.
 */
export class References {
  readonly #files: Files;
  readonly #root: LoadedFile;
  readonly #known = new Map<string, Resolution>();
  readonly #identifiers = new Map<string, Identifiers>();
  /** The files met, in the order of their discovery, the root first. */
  readonly #met = new Map<string, LoadedFile>();

  constructor(files: Files, root: LoadedFile) {
    this.#files = files;
    this.#root = root;
    this.#met.set(root.file, root);
  }

  get files(): readonly LoadedFile[] {
    return [...this.#met.values()];
  }

  /** What `reference` names when it is written in the file `from`: one hop, which may end at another reference. */
  follow(from: string, reference: string): Resolution {
    const key = `${from}\n${reference}`;
    const known = this.#known.get(key);
    if (known) return known;
    const resolution = this.#resolve(from, reference);
    this.#known.set(key, resolution);
    return resolution;
  }

  /** The value behind as many references as it takes; the value itself when it is none. */
  deref(start: Located): Resolution {
    let at = start;
    const seen = new Set<Json>();
    for (let reference = referenceOf(at.value); reference !== undefined; reference = referenceOf(at.value)) {
      if (seen.has(at.value))
        return { kind: "reference", message: `\`${referenceOf(start.value)}\` leads back to itself` };
      seen.add(at.value);
      const next = this.follow(at.file, reference);
      if (isFailure(next)) return next;
      at = next;
    }
    return at;
  }

  #resolve(from: string, reference: string): Resolution {
    const hash = reference.indexOf("#");
    const path = hash < 0 ? reference : reference.slice(0, hash);
    const fragment = hash < 0 ? "" : decoded(reference.slice(hash + 1));
    const identified = path === "" ? undefined : this.#identified(path, fragment, reference);
    if (identified) return identified;
    const outside = leadsOutside(path);
    if (outside) return { kind: "outside", message: `\`${reference}\` ${outside}` };
    if (path === "") {
      const inside = this.#inside(this.#load(from), fragment, reference);
      // What is merged at boot is one document by then, and `#` its root.
      return isFailure(inside) && this.#root.isMerged && from !== this.#root.file
        ? this.#inside(this.#root, fragment, reference)
        : inside;
    }
    const target = this.#files.tree.resolve(from, path);
    if ("file" in target) return this.#inside(this.#load(target.file), fragment, reference);
    if (target.refused === "outside")
      return { kind: "outside", message: `\`${reference}\` leads out of the repository: it was not read` };
    return { kind: "reference", message: `\`${path}\` does not exist${this.#nearFile(from, path)}` };
  }

  #load(file: string): LoadedFile {
    const met = this.#met.get(file);
    if (met) return met;
    const loaded = this.#files.load(file);
    this.#met.set(file, loaded);
    return loaded;
  }

  #inside(loaded: LoadedFile, fragment: string, reference: string): Resolution {
    const { file } = loaded;
    if (loaded.value === undefined)
      return {
        kind: "reference",
        message: `\`${reference}\` leads to ${file}, which cannot be read: ${loaded.unread?.reason ?? "it is empty"}`,
      };
    if (fragment !== "" && !fragment.startsWith("/")) {
      const named = this.#identifiersOf(loaded).anchor(fragment);
      return (
        named ?? {
          kind: "reference",
          message: `\`${reference}\` leads nowhere: ${file} has no \`$anchor\` called \`${fragment}\``,
        }
      );
    }
    return walkPointer(loaded.value, file, fragment, reference);
  }

  /** A schema that calls itself by this URI with `$id`, in one of the files met so far. */
  #identified(path: string, fragment: string, reference: string): Resolution | undefined {
    if (!/^[a-z][a-z0-9+.-]+:/i.test(path)) return undefined;
    for (const loaded of this.#met.values()) {
      const found = this.#identifiersOf(loaded).id(path);
      if (!found) continue;
      const inner = walkPointer(found.value, found.file, fragment, reference);
      return isFailure(inner) ? inner : { ...inner, pointer: found.pointer + inner.pointer };
    }
    return undefined;
  }

  #identifiersOf(loaded: LoadedFile): Identifiers {
    const known = this.#identifiers.get(loaded.file);
    if (known) return known;
    const identifiers = new Identifiers(loaded);
    this.#identifiers.set(loaded.file, identifiers);
    return identifiers;
  }

  #nearFile(from: string, path: string): string {
    const wanted = posix.join(posix.dirname(from), path);
    const other = this.#files.tree.files.find((file) => file.toLowerCase() === wanted.toLowerCase());
    if (other !== undefined) return `: the file is called \`${other}\`, and case matters on most servers`;
    const folder = posix.dirname(wanted);
    const names = this.#files.tree.files
      .filter((file) => posix.dirname(file) === folder && /\.(?:ya?ml|json)$/i.test(file))
      .map((file) => posix.basename(file));
    const near = closest(posix.basename(wanted), names);
    return near === null ? "" : `; did you mean \`${path.slice(0, path.lastIndexOf("/") + 1)}${near}\`?`;
  }
}

function walkPointer(root: Json, file: string, fragment: string, reference: string): Resolution {
  let value = root;
  let pointer = "";
  for (const segment of segmentsOf(fragment)) {
    const next = isObject(value)
      ? member(value, segment)
      : isList(value) && /^\d+$/.test(segment)
        ? value[Number(segment)]
        : undefined;
    if (next === undefined)
      return {
        kind: "reference",
        message: `\`${reference}\` leads nowhere: ${placeName(pointer, file, reference)} has no \`${segment}\`${nearMember(value, segment)}`,
      };
    value = next;
    pointer = child(pointer, segment);
  }
  return { file, pointer, value };
}

function placeName(pointer: string, file: string, reference: string): string {
  if (pointer !== "") return `\`${segmentsOf(pointer).join("/")}\``;
  return reference.startsWith("#") ? "the document" : file;
}

function nearMember(value: Json, segment: string): string {
  const near = isObject(value) ? closest(segment, Object.keys(value)) : null;
  return near === null ? "" : `; did you mean \`${near}\`?`;
}

/** Why a reference is not followed, by its text alone; undefined for a relative one. */
function leadsOutside(path: string): string | undefined {
  if (/^(?:https?:)?\/\//i.test(path)) return "leads to the network: it was not fetched";
  if (/^file:/i.test(path)) return "leads out of the repository: it was not read";
  if (/^[a-z][a-z0-9+.-]+:/i.test(path))
    return "is an address that no `$id` in the document answers to: it was not followed";
  if (/^(?:[/\\]|[a-z]:[/\\])/i.test(path))
    return "is an absolute path, which leads out of the repository: it was not read";
  return undefined;
}

function decoded(fragment: string): string {
  if (!fragment.includes("%")) return fragment;
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}
