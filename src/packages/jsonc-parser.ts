import { createRequire } from "node:module";
import type * as JsoncParser from "jsonc-parser";

let loaded: typeof JsoncParser | undefined;

/** jsonc-parser, loaded for the first JSON: a project of YAML and SQL has none that is read with places. */
export function jsonc(): typeof JsoncParser {
  return (loaded ??= createRequire(import.meta.url)("jsonc-parser") as typeof JsoncParser);
}
