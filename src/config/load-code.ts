import { pathToFileURL } from "node:url";
import { defineRule } from "../rule/define.ts";
import { choice, count, flag, list, lists, text } from "../rule/options.ts";
import { definePlugin } from "../rule/plugin.ts";
import { defineConfig } from "./define.ts";

/** What configurations and plugins import from archlint to be written. */
export const authoring = { choice, count, defineConfig, definePlugin, defineRule, flag, list, lists, text };

/**
 * The default export of a configuration or a plugin in JavaScript or TypeScript. Node itself loads what it can; jiti the rest, in
 * memory: TypeScript on Node 20, TypeScript that Node does not strip (enums, packages), and what imports `defineConfig`
 * or `defineRule` from an archlint that is not installed beside it (`npx`).
 */
export async function loadCode(path: string): Promise<unknown> {
  const typescript = /\.[mc]?ts$/.test(path);
  if (!typescript || nativeTypeScript()) {
    try {
      return await defaultOf((await import(pathToFileURL(path).href)) as Module);
    } catch (error) {
      if (!isForJiti(error)) throw error;
    }
  }
  const { createJiti } = await import("jiti");
  const jiti = createJiti(import.meta.url, { fsCache: false, virtualModules: { archlint: authoring } });
  return await defaultOf(await jiti.import<Module>(path));
}

interface Module {
  readonly default?: unknown;
}

/** A module that was compiled to CommonJS holds its default export in that of the file. */
function defaultOf(module: Module): unknown {
  const value = module.default;
  const isCompiled = typeof value === "object" && value !== null && Object.hasOwn(value, "__esModule");
  return isCompiled ? (value as Module).default : value;
}

function nativeTypeScript(): boolean {
  return Boolean((process.features as { typescript?: unknown }).typescript);
}

/** Errors that Node raises before it has run any of the file. */
function isForJiti(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === "ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX" || code === "ERR_UNSUPPORTED_NODE_MODULES_TYPE_STRIPPING")
    return true;
  return code === "ERR_MODULE_NOT_FOUND" && message.startsWith("Cannot find package 'archlint'");
}
