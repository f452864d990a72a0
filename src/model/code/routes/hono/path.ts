import { joinPath, type PathSpec, pathSpecs } from "../paths.ts";
import type { Value } from "../program/values.ts";

/** The paths an argument gives, without what Hono lets a parameter match: `/:id{[0-9]+}` as `/:id`. */
export function honoPaths(value: Value): readonly PathSpec[] {
  return pathSpecs(value).map((path) =>
    path.kind === "path"
      ? { kind: "path", parts: path.parts.map((part) => (typeof part === "string" ? plain(part) : part)) }
      : path,
  );
}

function plain(text: string): string {
  return text.replace(/(:[A-Za-z_]\w*)\{(?:[^{}]|\{[^{}]*\})*\}/g, "$1");
}

/** Hono's `mergePath`: one slash between, none at the end for `/`. */
export function merged(base: PathSpec, path: PathSpec): PathSpec {
  if (path.kind === "path" && path.parts.every((part) => part === "/" || part === "")) return base;
  return joinPath(base, path);
}
