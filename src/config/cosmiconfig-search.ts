import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { cosmiconfig, type Loader, type Options, type PublicExplorer } from "cosmiconfig";
import { ConfigError } from "./config-error.ts";
import { isPackage, readConfig, type WrittenConfig } from "./read-config.ts";

/** What cosmiconfig obeys in the working directory, and runs when it is code, as soon as it is constructed. */
const metaConfigs = ["json", "yaml", "yml", "js", "ts", "cjs", "mjs"].map((extension) =>
  join(".config", `config.${extension}`),
);

/**
 * The first of `places` in `root` that holds a configuration. The loaders are ours: cosmiconfig's need the user's
 * TypeScript, write beside the configuration, and know no positions.
 *
 * Constructing cosmiconfig 9 reads `.config/config.*` of the working directory, and runs it when it is code: a file
 * of that name belongs to some other tool. A `cosmiconfig` key in its package.json could name other places than
 * ours. Where there is one of them, the answer is "unsafe", and nothing was constructed.
 */
export async function searchWithCosmiconfig(
  root: string,
  places: readonly string[],
): Promise<{ place: string; written: WrittenConfig } | null | "unsafe"> {
  if (metaConfigs.some((file) => existsSync(file)) || packageMentionsCosmiconfig()) return "unsafe";
  const read = new Map<string, WrittenConfig>();
  const loader: Loader = async (path) => {
    const place = basename(path);
    const written = await readConfig(path, place);
    read.set(place, written);
    refuseImports(
      isPackage(path) ? (written.value as { archlint?: unknown } | null)?.archlint : written.value,
      written,
    );
    // Null would mean "not here, go on": a file of ours that holds null is a mistake to be told.
    return isPackage(path) ? written.value : (written.value ?? undefined);
  };
  const loaders = Object.fromEntries(
    [".json", ".yaml", ".yml", ".js", ".mjs", ".ts", ".mts", "noExt"].map((extension) => [extension, loader]),
  );
  const options = {
    searchPlaces: [...places],
    loaders,
    ignoreEmptySearchPlaces: false,
    searchStrategy: "none" as const,
    cache: false,
  };
  const explorer = constructed(options);
  if (explorer === null) return "unsafe";
  const result = await explorer.search(root);
  if (result === null) return null;
  const place = basename(result.filepath);
  const where = read.get(place)?.where ?? (() => place);
  return { place, written: { value: result.isEmpty ? undefined : (result.config as unknown), where } };
}

/** Null when cosmiconfig cannot read the package.json of the working directory, which need not concern us. */
function constructed(options: Partial<Options>): PublicExplorer | null {
  try {
    return cosmiconfig("archlint", options);
  } catch {
    return null;
  }
}

function packageMentionsCosmiconfig(): boolean {
  try {
    return /"cosmiconfig"\s*:/.test(readFileSync("package.json", "utf8")) || existsSync("package.yaml");
  } catch {
    return existsSync("package.json") || existsSync("package.yaml");
  }
}

/** `$import` would merge other files, code among them, into a data file, and take the positions away. */
function refuseImports(value: unknown, written: WrittenConfig): void {
  if (typeof value === "object" && value !== null && Object.hasOwn(value, "$import")) {
    throw new ConfigError([`${written.where(["$import"])}: \`$import\`: there is no such key`]);
  }
}
