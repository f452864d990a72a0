import { pathToFileURL } from "node:url";
import * as define from "./define.ts";

/**
 * The default export of a JavaScript or TypeScript configuration. Node itself loads what it can; jiti the rest, in
 * memory: TypeScript on Node 20, TypeScript that Node does not strip (enums), and configurations that import
 * `defineConfig` from an archlint that is not installed beside them (`npx`).
 */
export async function loadCode(path: string): Promise<unknown> {
  const typescript = /\.[mc]?ts$/.test(path);
  if (!typescript || nativeTypeScript()) {
    try {
      const module = (await import(pathToFileURL(path).href)) as { default?: unknown };
      return await module.default;
    } catch (error) {
      if (!isForJiti(error)) throw error;
    }
  }
  const { createJiti } = await import("jiti");
  const jiti = createJiti(import.meta.url, { fsCache: false, virtualModules: { archlint: define } });
  const module = await jiti.import<{ default?: unknown }>(path);
  return await module.default;
}

function nativeTypeScript(): boolean {
  return Boolean((process.features as { typescript?: unknown }).typescript);
}

/** Errors that Node raises before it has run any of the file. */
function isForJiti(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === "ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX") return true;
  return code === "ERR_MODULE_NOT_FOUND" && message.startsWith("Cannot find package 'archlint'");
}
