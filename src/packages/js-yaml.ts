import { createRequire } from "node:module";
import type * as JsYaml from "js-yaml";

let loaded: typeof JsYaml | undefined;

/** js-yaml, for those who read YAML only where a project happens to have some; who is about YAML imports it. */
export function yaml(): typeof JsYaml {
  return (loaded ??= createRequire(import.meta.url)("js-yaml") as typeof JsYaml);
}
