import { realpathSync } from "node:fs";
import { extname, join, relative, resolve, sep } from "node:path";
import { confine } from "../workspace/confine.ts";
import { checkShape } from "./check-shape.ts";
import { ConfigError, oneOf } from "./config-error.ts";
import type { LoadedConfig, UserConfig } from "./config.ts";
import { isPackage, readConfig, type WrittenConfig } from "./read-config.ts";
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
  const isStatic = options.static === true || isSet(process.env["ARCHLINT_STATIC_CONFIG"]);
  return options.file === undefined ? search(options.root, isStatic) : read(options.root, options.file, isStatic);
}

/** A configuration given as a value, by a caller of the API. */
export function inlineConfig(value: UserConfig): LoadedConfig {
  return { config: checkShape(value, givenWhere), file: null, where: givenWhere, warnings: [] };
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
  return loaded(found.place, found.written, warnings);
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
  const known = isCode(path) || [".json", ".yaml", ".yml", ""].includes(extname(path)) || path.endsWith(".archlintrc");
  if (!known)
    throw new ConfigError([
      `${shown}: expected a configuration ending in ${oneOf([".json", ".yaml", ".yml", ".js", ".mjs", ".ts", ".mts"])}`,
    ]);
  if (isStatic && isCode(path)) {
    throw new ConfigError([
      `${shown}: expected JSON or YAML, since only static configuration is allowed; this file is code and was not run`,
    ]);
  }
  const written = inPackage(path, await readConfig(path, shown));
  if (written.value === undefined && isPackage(path))
    throw new ConfigError([`${shown}: expected a key \`archlint\`, found none`]);
  return loaded(shown, written, []);
}

function loaded(file: string, written: WrittenConfig, warnings: readonly string[]): LoadedConfig {
  return { config: checkShape(written.value, written.where), file, where: written.where, warnings };
}

/** What package.json says under `archlint`; any other file is the configuration itself. */
function inPackage(path: string, written: WrittenConfig): WrittenConfig {
  if (!isPackage(path)) return written;
  const whole = written.value;
  const value =
    typeof whole === "object" && whole !== null && Object.hasOwn(whole, "archlint")
      ? (whole as { archlint: unknown }).archlint
      : undefined;
  return { value, where: written.where };
}

/** A link could show a file from outside in an error message. */
function refuseLinkOut(root: string, place: string): void {
  const target = confine(realpathSync.native(root), place);
  if ("refused" in target)
    throw new ConfigError([`${place}: expected a configuration file of this project, but ${target.reason}`]);
}

function isSet(variable: string | undefined): boolean {
  return variable !== undefined && variable !== "" && variable !== "0" && variable !== "false";
}
