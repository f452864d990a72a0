import { createRequire } from "node:module";
import type Ignore from "ignore";

let loaded: typeof Ignore | undefined;

/** ignore, loaded for the first `.gitignore` that git itself does not read. */
export function ignore(options: Ignore.Options): Ignore.Ignore {
  loaded ??= createRequire(import.meta.url)("ignore") as typeof Ignore;
  return loaded(options);
}
