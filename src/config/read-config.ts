import { readFileSync } from "node:fs";
import { basename, dirname, extname, sep } from "node:path";
import { pathToFileURL } from "node:url";
import { reasonOf } from "../workspace/confine.ts";
import { decode } from "../workspace/decode.ts";
import { SourceText } from "../workspace/source-text.ts";
import { ConfigError } from "./config-error.ts";
import type { KeyPath } from "./config.ts";
import { loadCode } from "./load-code.ts";
import { isCode } from "./search-places.ts";

/** A configuration as it was written. */
export interface WrittenConfig {
  /** Undefined when the file holds none. */
  readonly value: unknown;
  where(path: KeyPath): string;
}

/**
 * Reads one file, by its name. For package.json, the value is the whole file and `where` is told paths below its
 * `archlint` key.
 *
 * @param path absolute
 * @param shown the file as people know it, relative to the root
 */
export async function readConfig(path: string, shown: string): Promise<WrittenConfig> {
  if (isCode(path)) return { value: await runConfig(path, shown), where: () => shown };
  const source = new SourceText(shown, textOf(path, shown));
  const file = isJson(path)
    ? (await import("./read-json.ts")).readJson(source)
    : (await import("./read-yaml.ts")).readYaml(source);
  const above: KeyPath = isPackage(path) ? ["archlint"] : [];
  return { value: file.value, where: (inner) => `${shown}:${file.where([...above, ...inner])}` };
}

export function isPackage(path: string): boolean {
  return basename(path) === "package.json";
}

function isJson(path: string): boolean {
  return extname(path) === ".json";
}

async function runConfig(path: string, shown: string): Promise<unknown> {
  try {
    const value = await runCode(path);
    if (value === undefined)
      throw new ConfigError(["expected a default export, found none; write `export default defineConfig({ … })`"]);
    return value;
  } catch (error) {
    throw error instanceof ConfigError ? new ConfigError([`${shown}: ${error.message}`]) : error;
  }
}

/**
 * The default export of a file of code; undefined when it has none. Throws a ConfigError that does not name the file.
 *
 * @param path absolute
 */
export async function runCode(path: string): Promise<unknown> {
  try {
    return await loadCode(path);
  } catch (error) {
    const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    throw new ConfigError([`running it failed: ${withoutFolder(message.split("\n", 1)[0] as string, dirname(path))}`]);
  }
}

/** Messages of Node and of jiti name files in full; what we print is the same on every machine. */
function withoutFolder(message: string, folder: string): string {
  return message.replaceAll(`${pathToFileURL(folder).href}/`, "").replaceAll(folder + sep, "");
}

function textOf(path: string, shown: string): string {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    throw new ConfigError([`${shown}: expected a configuration file, but ${reasonOf(error)}`]);
  }
  const decoded = decode(bytes);
  if (decoded === null) throw new ConfigError([`${shown}: expected a configuration file, but it is binary`]);
  return decoded.text;
}
