import { jsonc } from "../../../packages/jsonc-parser.ts";
import { UnreadableFile, type Tree } from "../../../workspace/tree.ts";
import { directoryOf, join } from "./paths.ts";
import type { Split } from "./workspaces.ts";

/** What the nearest tsconfig.json says of names that are not relative. */
export interface Aliases {
  /** Paths to try, in order of preference. */
  candidates(specifier: string): readonly (string | null)[];
  /** Whether a pattern of `paths` other than `*` covers it. */
  matches(specifier: string): boolean;
}

interface Pattern {
  readonly prefix: string;
  /** null when the pattern has no `*`. */
  readonly suffix: string | null;
  readonly targets: readonly string[];
  readonly base: string;
}

interface Settings {
  readonly baseUrl: string | null;
  readonly paths: readonly Pattern[] | null;
}

const nothing: Settings = { baseUrl: null, paths: null };

/** Reads tsconfig.json and jsconfig.json as far as imports need them. What is broken or missing says nothing, and stops nothing. */
export function createTsconfigs(
  tree: Tree,
  workspace: (specifier: string) => Split | null,
): { nearest(directory: string): Aliases } {
  const byDirectory = new Map<string, Aliases>();
  const byFile = new Map<string, Settings>();

  function nearest(directory: string): Aliases {
    let aliases = byDirectory.get(directory);
    if (aliases) return aliases;
    const config = ["tsconfig.json", "jsconfig.json"]
      .map((name) => (directory === "" ? name : `${directory}/${name}`))
      .find((file) => tree.has(file));
    if (config !== undefined) aliases = aliasesOf(settingsOf(config, new Set()));
    else aliases = directory === "" ? aliasesOf(nothing) : nearest(directoryOf(directory));
    byDirectory.set(directory, aliases);
    return aliases;
  }

  function settingsOf(file: string, seen: Set<string>): Settings {
    const known = byFile.get(file);
    if (known) return known;
    if (seen.has(file) || seen.size > 30) return nothing;
    seen.add(file);
    const json = read(tree, file);
    const directory = directoryOf(file);
    const options = record(json["compilerOptions"]);
    const written = typeof options["baseUrl"] === "string" ? join(directory, options["baseUrl"]) : null;
    const inherited = listOf(json["extends"]).reduce<Settings>((sum, name) => {
      const base = extended(directory, name);
      return base === null ? sum : over(settingsOf(base, seen), sum);
    }, nothing);
    const baseUrl = written ?? inherited.baseUrl;
    let settings = over({ baseUrl, paths: patternsOf(options["paths"], baseUrl ?? directory) }, inherited);
    // A solution file holds no paths of its own: those of the projects it references apply to the files around it.
    if (settings.paths === null) settings = { ...settings, paths: referenced(directory, json["references"], seen) };
    byFile.set(file, settings);
    return settings;
  }

  function extended(directory: string, name: string): string | null {
    const path = name.startsWith(".") ? join(directory, name) : insideWorkspace(name);
    if (path === null) return null;
    return (
      [path, `${path}.json`, path === "" ? "tsconfig.json" : `${path}/tsconfig.json`].find((file) => tree.has(file)) ??
      null
    );
  }

  function insideWorkspace(name: string): string | null {
    const split = workspace(name);
    return split && join(split.manifest.folder, split.subpath);
  }

  function referenced(directory: string, references: unknown, seen: Set<string>): readonly Pattern[] | null {
    if (!Array.isArray(references)) return null;
    const patterns = references.flatMap((reference) => {
      const path = record(reference)["path"];
      const file = typeof path === "string" ? extended(directory, path.startsWith(".") ? path : `./${path}`) : null;
      return file !== null && directoryOf(file) === directory ? (settingsOf(file, seen).paths ?? []) : [];
    });
    return patterns.length > 0 ? patterns : null;
  }

  return { nearest };
}

function over(upper: Settings, lower: Settings): Settings {
  return { baseUrl: upper.baseUrl ?? lower.baseUrl, paths: upper.paths ?? lower.paths };
}

function aliasesOf({ baseUrl, paths }: Settings): Aliases {
  // As TypeScript chooses: an exact pattern first, then the longest prefix.
  const sorted = [...(paths ?? [])].sort(
    (a, b) => Number(a.suffix !== null) - Number(b.suffix !== null) || b.prefix.length - a.prefix.length,
  );
  return {
    candidates(specifier) {
      const found = sorted
        .filter((pattern) => covers(pattern, specifier))
        .flatMap((pattern) => {
          const star =
            pattern.suffix === null
              ? ""
              : specifier.slice(pattern.prefix.length, specifier.length - pattern.suffix.length);
          return pattern.targets.map((target) =>
            join(
              pattern.base,
              target.replace("*", () => star),
            ),
          );
        });
      return baseUrl === null ? found : [...found, join(baseUrl, specifier)];
    },
    matches: (specifier) => sorted.some((pattern) => pattern.prefix !== "" && covers(pattern, specifier)),
  };
}

function covers({ prefix, suffix }: Pattern, specifier: string): boolean {
  if (suffix === null) return specifier === prefix;
  return (
    specifier.length >= prefix.length + suffix.length && specifier.startsWith(prefix) && specifier.endsWith(suffix)
  );
}

function patternsOf(paths: unknown, base: string): readonly Pattern[] | null {
  if (typeof paths !== "object" || paths === null) return null;
  return Object.entries(paths).map(([pattern, targets]) => {
    const star = pattern.indexOf("*");
    return {
      prefix: star < 0 ? pattern : pattern.slice(0, star),
      suffix: star < 0 ? null : pattern.slice(star + 1),
      targets: listOf(targets),
      base,
    };
  });
}

function read(tree: Tree, file: string): Readonly<Record<string, unknown>> {
  try {
    return record(jsonc().parse(tree.read(file).text, [], { allowTrailingComma: true }));
  } catch (error) {
    if (error instanceof UnreadableFile) return {};
    throw error;
  }
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

function listOf(value: unknown): readonly string[] {
  return (Array.isArray(value) ? value : [value]).filter((each): each is string => typeof each === "string");
}
