import { extname } from "node:path";
import { ConfigError, oneOf } from "./config-error.ts";
import { isPackage, readConfig, type WrittenConfig } from "./read-config.ts";
import { isCode } from "./search-places.ts";

/**
 * Reads a configuration that somebody named. Throws a {@link ConfigError} for a file of another kind.
 *
 * @param path absolute
 * @param shown the file as people know it
 */
export async function readNamed(path: string, shown: string): Promise<WrittenConfig> {
  const known = isCode(path) || [".json", ".yaml", ".yml", ""].includes(extname(path)) || path.endsWith(".archlintrc");
  if (!known)
    throw new ConfigError([
      `${shown}: expected a configuration ending in ${oneOf([".json", ".yaml", ".yml", ".js", ".mjs", ".ts", ".mts"])}`,
    ]);
  const written = inPackage(path, await readConfig(path, shown));
  if (written.value === undefined && isPackage(path))
    throw new ConfigError([`${shown}: expected a key \`archlint\`, found none`]);
  return written;
}

/** What package.json says under `archlint`; any other file is the configuration itself. */
export function inPackage(path: string, written: WrittenConfig): WrittenConfig {
  if (!isPackage(path)) return written;
  const whole = written.value;
  const value =
    typeof whole === "object" && whole !== null && Object.hasOwn(whole, "archlint")
      ? (whole as { archlint: unknown }).archlint
      : undefined;
  return { value, where: written.where };
}
