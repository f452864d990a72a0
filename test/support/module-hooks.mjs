// For `node --import`: writes the URL of every module that is loaded into the file MODULE_LOG, and puts other code in the
// place of those that MODULE_REPLACE names, an object from the end of a URL to the code.
import { appendFileSync } from "node:fs";
import { createRequire, register } from "node:module";
import { pathToFileURL } from "node:url";
import { isMainThread } from "node:worker_threads";

if (isMainThread) {
  register(import.meta.url);
  // What is required is not imported, and no hook of this kind sees it.
  process.on("exit", () => {
    if (process.env.MODULE_LOG)
      for (const file of Object.keys(createRequire(import.meta.url).cache))
        appendFileSync(process.env.MODULE_LOG, `${pathToFileURL(file)}\n`);
  });
}

const replaced = Object.entries(JSON.parse(process.env.MODULE_REPLACE ?? "{}"));

/** @type {import("node:module").LoadHook} */
export async function load(url, context, next) {
  if (process.env.MODULE_LOG) appendFileSync(process.env.MODULE_LOG, `${url}\n`);
  const code = replaced.find(([end]) => url.endsWith(end));
  // In the code, REAL stands for the module that would have been loaded.
  return code
    ? { format: "module", shortCircuit: true, source: code[1].replaceAll("REAL", `${url}?real`) }
    : next(url, context);
}
