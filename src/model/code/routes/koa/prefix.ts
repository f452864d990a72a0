import { joinPath, type PathSpec, pathSpecs, ROOT } from "../paths.ts";
import type { Machine } from "../program/machine.ts";
import type { KoaRouter } from "./state.ts";

/** Where a router's layers are: what koa-mount took off, and the prefixes and paths it is used at, the outermost first. */
export interface Prefixes {
  readonly mounted: PathSpec;
  readonly within: readonly PathSpec[];
}

/** The whole path of a layer; of one without a path of its own, that of its router. */
export function pathOf(path: PathSpec | null, { mounted, within }: Prefixes): PathSpec {
  const inner = within.reduceRight<PathSpec | null>((below, prefix) => prefixed(prefix, below), path);
  return inner ? joinPath(mounted, inner) : mounted;
}

/** koa-router writes a prefix and a path one behind the other, without a slash of its own; `/` below a prefix is the prefix. */
function prefixed(prefix: PathSpec, path: PathSpec | null): PathSpec | null {
  if (prefix.kind === "path" && prefix.parts.length === 0) return path;
  if (!path || isRoot(path)) return prefix;
  if (prefix.kind !== "path" || path.kind !== "path") return prefix.kind === "path" ? path : prefix;
  return { kind: "path", parts: [...prefix.parts, ...path.parts] };
}

export function isRoot(path: PathSpec | null): boolean {
  return path?.kind === "path" && path.parts.join("") === "/";
}

/** `new Router({ prefix: "/users" })`, or what `router.prefix("/users")` said last. */
export function prefixesOf({ settings, prefix }: KoaRouter, machine: Machine): readonly PathSpec[] {
  const given = prefix ?? (settings ? machine.member(machine.force(settings), "prefix") : null);
  if (!given || (given.kind === "literal" && typeof given.value !== "string")) return [ROOT];
  return pathSpecs(machine.force(given));
}
