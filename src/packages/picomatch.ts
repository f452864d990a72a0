import { createRequire } from "node:module";
import type Picomatch from "picomatch";

let loaded: typeof Picomatch | undefined;

/** picomatch, loaded for the first glob: many a run has none, and loading it costs more than compiling a hundred. */
export function picomatch(
  globs: string | readonly string[],
  options?: Picomatch.PicomatchOptions,
): (path: string) => boolean {
  loaded ??= createRequire(import.meta.url)("picomatch") as typeof Picomatch;
  const matches = loaded(typeof globs === "string" ? globs : [...globs], options);
  return (path) => matches(path);
}
