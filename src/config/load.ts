import { realpathSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { confine } from "../workspace/confine.ts";
import type { BaseOptions } from "./bases.ts";
import { checkShape } from "./check-shape.ts";
import { completeConfig } from "./complete.ts";
import { ConfigError } from "./config-error.ts";
import type { LoadedConfig, UserConfig } from "./config.ts";
import { isPackage, readConfig, type WrittenConfig } from "./read-config.ts";
import { inPackage, readNamed } from "./read-named.ts";
import { isCode, placesIn } from "./search-places.ts";

export interface LoadOptions {
  /** The project root, where the configuration is searched. */
  readonly root: string;
  /** A file to read instead, absolute or relative to the root. */
  readonly file?: string;
  /** Read data, never run code: for checkouts that are not trusted. `ARCHLINT_STATIC_CONFIG=1` does the same. */
  readonly static?: boolean;
}

const none: LoadedConfig = { config: {}, file: null, warnings: [] };

/** Finds, reads and checks the configuration. Throws a {@link ConfigError} that says everything wrong with it. */
export async function loadConfig(options: LoadOptions): Promise<LoadedConfig> {
  const isStatic = options.static === true || isStaticByEnvironment();
  return options.file === undefined ? search(options.root, isStatic) : read(options.root, options.file, isStatic);
}

/** A configuration given as a value, without what it extends and without its plugins. */
export function inlineConfig(value: UserConfig): LoadedConfig {
  return { config: checkShape(value, givenWhere), file: null, where: givenWhere, warnings: [] };
}

/** A configuration given as a value, by a caller of the API; what it names is seen from the root. */
export async function completeInline(value: UserConfig, root: string, isStatic: boolean): Promise<LoadedConfig> {
  const inline = inlineConfig(value);
  if (value.extends === undefined && value.plugins === undefined) return inline;
  const own = { config: inline.config, where: givenWhere, shared: false, folder: root, path: null };
  return { ...inline, ...(await completeConfig(own, { root, isStatic: isStatic || isStaticByEnvironment() })) };
}

function givenWhere(): string {
  return "the configuration given";
}

async function search(root: string, isStatic: boolean): Promise<LoadedConfig> {
  const existing = placesIn(root);
  const usable = existing.filter((place) => !(isStatic && isCode(place)));
  for (const place of usable) refuseLinkOut(root, place);
  const found = await firstOf(root, usable, isStatic);
  const warnings = existing
    .filter((place) => isStatic && isCode(place))
    .map(
      (place) =>
        `${place} was found and not run, since only static configuration is allowed; the rules run with ${found?.place ?? "their defaults"}`,
    );
  if (found === null) return { ...none, warnings };
  const after = usable.slice(usable.indexOf(found.place) + 1);
  for (const place of after)
    warnings.push(`${place} is not read, since ${found.place} comes before it; delete one of them`);
  return loaded({ root, isStatic }, join(root, found.place), found.place, found.written, warnings);
}

interface Found {
  readonly place: string;
  readonly written: WrittenConfig;
}

/** The first of the places that holds a configuration. A package.json need not. */
async function firstOf(root: string, places: readonly string[], isStatic: boolean): Promise<Found | null> {
  if (places.length === 0) return null;
  if (!isStatic) {
    const { searchWithCosmiconfig } = await import("./cosmiconfig-search.ts");
    const answer = await searchWithCosmiconfig(root, places);
    if (answer !== "unsafe") return answer;
  }
  for (const place of places) {
    const written = inPackage(place, await readConfig(join(root, place), place));
    if (written.value !== undefined || !isPackage(place)) return { place, written };
  }
  return null;
}

async function read(root: string, file: string, isStatic: boolean): Promise<LoadedConfig> {
  const path = resolve(root, file);
  const shown = relative(root, path).split(sep).join("/");
  if (isStatic && isCode(path)) {
    throw new ConfigError([
      `${shown}: expected JSON or YAML, since only static configuration is allowed; this file is code and was not run`,
    ]);
  }
  return loaded({ root, isStatic }, path, shown, await readNamed(path, shown), []);
}

async function loaded(
  options: BaseOptions,
  path: string,
  file: string,
  { value, where }: WrittenConfig,
  warnings: readonly string[],
): Promise<LoadedConfig> {
  const own = { config: checkShape(value, where), where, shared: false, folder: dirname(path), path };
  const complete = await completeConfig(own, options);
  return { ...complete, file, where, warnings: [...warnings, ...(complete.warnings ?? [])] };
}

/** A link could show a file from outside in an error message. */
function refuseLinkOut(root: string, place: string): void {
  const target = confine(realpathSync.native(root), place);
  if ("refused" in target)
    throw new ConfigError([`${place}: expected a configuration file of this project, but ${target.reason}`]);
}

function isStaticByEnvironment(): boolean {
  return isSet(process.env["ARCHLINT_STATIC_CONFIG"]);
}

function isSet(variable: string | undefined): boolean {
  return variable !== undefined && variable !== "" && variable !== "0" && variable !== "false";
}
