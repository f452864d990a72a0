import { type PathSpec, showPath } from "./paths.ts";

/** How a framework reads the path something stands at. */
export interface PatternOptions {
  /** Whether it means everything below as well. */
  readonly below: boolean;
  readonly sensitive: boolean;
}

/** Whether a route lies where something stands; null when it may, for some requests or as far as the source tells. */
export type Covers = (route: readonly string[]) => boolean | null;

/** `/*`, `/*rest`, `{/*rest}`, `(.*)`, `(/.*)?` and `/:rest*` at the end of a path: all that may follow. */
const REST = /(\/?\{?\/?\*\w*\}?|\/?\(\.\*\)|\(\/\.\*\)\??|\/:\w+\*)$/;
const PARAMETER = /^\{[^{}*]+\}$/;

export function segmentsOf(path: PathSpec): readonly string[] {
  return showPath(path)
    .split("/")
    .filter((segment) => segment !== "");
}

/** Reads the path something stands at once, for all the routes it is held against. */
export function patternOf(path: PathSpec, { below, sensitive }: PatternOptions): Covers {
  if (path.kind !== "path") return () => null;
  const text = showPath(path);
  const open = below || REST.test(text);
  const wanted = text
    .replace(REST, "")
    .split("/")
    .filter((segment) => segment !== "");
  return (own) => {
    let sure = true;
    for (const [index, want] of wanted.entries()) {
      const have = own[index];
      if (have === undefined) return false;
      if (want === have || want === "*" || PARAMETER.test(want)) continue;
      // A route for everything takes the paths that are guarded, and those that are not.
      if (have.includes("*")) return null;
      if (/[{(*\\]/.test(want)) sure = false;
      else if (have.startsWith("{") || sensitive || want.toLowerCase() !== have.toLowerCase()) return false;
    }
    if (!open && own.length !== wanted.length) return false;
    return sure ? true : null;
  };
}
