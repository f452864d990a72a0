import { picomatch } from "../packages/picomatch.ts";

/** Whether a path matches any of a rule's globs; they are relative to the project root and reach dot files. */
export function matchesAny(globs: readonly string[]): (file: string) => boolean {
  if (globs.length === 0) return () => false;
  return picomatch(globs, { dot: true });
}
