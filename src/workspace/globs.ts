import { picomatch } from "../packages/picomatch.ts";

/**
 * How the configuration's globs match, the same everywhere: relative to the project root, dot files included; a glob
 * without a slash matches at any depth; and naming a folder means all that is in it. So `legacy`, `legacy/`,
 * `src/generated` or `*.gen.ts` do what they look like.
 */
export function compileGlob(glob: string): (file: string) => boolean {
  const anchored = glob.replace(/^\.?\//, "");
  const body = anchored.replace(/\/+$/, "");
  const pattern = anchored === glob && !body.includes("/") ? `**/${body}` : body;
  return picomatch([pattern, `${pattern}/**`], { dot: true, nonegate: true });
}

/** True when any of the globs matches. */
export function compileGlobs(globs: readonly string[]): (file: string) => boolean {
  const matchers = globs.map(compileGlob);
  return (file) => matchers.some((matches) => matches(file));
}
