import { posix } from "node:path";
import type { Json } from "../../../rule/openapi-visitor.ts";
import { isList, isObject, member } from "../json.ts";
import type { Files } from "../load/files.ts";
import type { LoadedFile } from "../load/loaded-file.ts";
import type { Located } from "../load/references.ts";
import { child } from "../pointer.ts";
import { commentsKey, isCode } from "./code-file.ts";

type Built = { [key: string]: Json | undefined };

/** Maps of names at the top of a document; those of `components` are one level deeper. */
const maps = ["paths", "definitions", "parameters", "responses", "securityDefinitions"];

/**
 * The root of a document put together at boot: the definition, and a `$ref` to each thing that a fragment adds, so that
 * all of it keeps its place in its own file. What swagger-jsdoc takes of a fragment is taken: paths (also at its top),
 * components and their 2.0 forms, tags, and `security`, the last one written.
 */
export function mergedRoot(files: Files, file: string, fragments: readonly string[]): LoadedFile {
  const code = files.load(file);
  const root: Built = { ...(isObject(code.value) ? code.value : {}) };
  const parts = fragments.flatMap((fragment) => partsOf(files.load(fragment)));
  const paths = new Map<string, Located[]>();
  for (const part of parts) {
    if (!isObject(part.value)) continue;
    for (const [key, value] of Object.entries(part.value)) {
      const at: Located = { file: part.file, pointer: child(part.pointer, key), value: value as Json };
      if (key.startsWith("/")) addTo(paths, key, at);
      else if (key === "paths") for (const each of membersOf(at)) addTo(paths, each.key, each);
      else if (maps.includes(key)) root[key] = withMembers(root[key], at, file);
      else if (key === "components") root[key] = withSections(root[key], at, file);
      else if (key === "tags" && isList(value))
        root[key] = [
          ...(isList(root[key]) ? root[key] : []),
          ...value.map((_, index) => reference(file, { ...at, pointer: `${at.pointer}/${index}` })),
        ];
      else if (key === "security") root[key] = value;
    }
  }
  const written = isObject(root.paths) ? root.paths : {};
  const merged: Built = { ...written };
  for (const [path, items] of paths) merged[path] = pathItem(member(written, path), items, file);
  return { ...code, value: { ...root, paths: merged }, isMerged: true };
}

function partsOf({ file, value }: LoadedFile): Located[] {
  if (!isCode(file)) return value === undefined ? [] : [{ file, pointer: "", value }];
  const comments = isObject(value) ? member(value, commentsKey) : undefined;
  return isList(comments)
    ? comments.map((each, index) => ({ file, pointer: `/${commentsKey}/${index}`, value: each }))
    : [];
}

function addTo(paths: Map<string, Located[]>, path: string, at: Located): void {
  const known = paths.get(path);
  if (known) known.push(at);
  else paths.set(path, [at]);
}

/** One path may be written in several comments, a method in each. */
function pathItem(written: Json | undefined, items: readonly Located[], file: string): Json {
  const [only, ...others] = items;
  if (only && others.length === 0 && written === undefined) return reference(file, only);
  const merged: Built = isObject(written) ? { ...written } : {};
  for (const item of items) {
    for (const { key, ...at } of membersOf(item)) {
      const before = merged[key];
      if (isList(at.value))
        merged[key] = [
          ...(isList(before) ? before : []),
          ...at.value.map((_, index) => reference(file, { ...at, pointer: `${at.pointer}/${index}` })),
        ];
      else merged[key] = isObject(at.value) ? reference(file, at) : at.value;
    }
  }
  return merged;
}

function withSections(before: Json | undefined, at: Located, file: string): Built {
  const sections: Built = isObject(before) ? { ...before } : {};
  for (const { key, ...section } of membersOf(at)) sections[key] = withMembers(sections[key], section, file);
  return sections;
}

function withMembers(before: Json | undefined, at: Located, file: string): Built {
  const members: Built = isObject(before) ? { ...before } : {};
  for (const { key, ...each } of membersOf(at)) members[key] ??= reference(file, each);
  return members;
}

function membersOf({ file, pointer, value }: Located): readonly (Located & { readonly key: string })[] {
  return isObject(value)
    ? Object.entries(value).map(([key, each]) => ({ key, file, pointer: child(pointer, key), value: each as Json }))
    : [];
}

function reference(from: string, { file, pointer }: Located): Json {
  const path = file === from ? "" : posix.relative(posix.dirname(from), file);
  return { $ref: `${path}#${pointer.replaceAll("%", "%25")}` };
}
