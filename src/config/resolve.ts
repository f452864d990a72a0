import type { OptionTable } from "../rule/options.ts";
import { compileGlob, compileGlobs } from "../workspace/globs.ts";
import type { Listing } from "../workspace/listing.ts";
import { checkRules } from "./check-rules.ts";
import { defaultPostgres } from "./check-shape.ts";
import { keyOf } from "./config-error.ts";
import type {
  ConfigPart,
  KeyPath,
  LoadedConfig,
  ResolvedConfig,
  RuleInfo,
  RuleOrigin,
  RuleSetting,
  RuleState,
  SeveritySetting,
} from "./config.ts";
import { originsOf } from "./origins.ts";
import { keyFor } from "./rule-key.ts";
import { selector, type Selection } from "./select.ts";
import { uselessBases } from "./useless-bases.ts";

/** What the configuration is checked against: globs that match none of these files are told. */
export interface ConfiguredFiles {
  readonly files: readonly string[];
  /** Of a tree on disk: it knows which globs of `ignore` took nothing away. */
  readonly listing?: Pick<Listing, "unusedIgnores">;
}

/** How many of the newest migrations of each history are judged one by one, when nothing is said. */
const defaultNewest = 3;

/** `rules`, or those of one override, of one part. */
interface Layer {
  readonly where: (path: KeyPath) => string;
  readonly path: KeyPath;
  /** Null for all files. */
  readonly matches: ((file: string) => boolean) | null;
  readonly settings: Readonly<Record<string, RuleSetting>>;
}

interface Decided {
  readonly state: RuleState;
  readonly origin: RuleOrigin;
}

/**
 * Decides every value. The order, later ones winning: the rule's own defaults as its preset lets them; then for each
 * configuration that is extended, and at last for the configuration itself, `rules` and each override; and within one of
 * these `*`, `namespace/*`, `namespace/plugin/*`, the rule itself. Options are taken one by one, so an
 * override need not repeat the others. Throws a ConfigError when a rule or option does not exist.
 */
export function resolveConfig(
  loaded: LoadedConfig,
  rules: readonly RuleInfo[],
  tree: ConfiguredFiles,
  selection: Selection = {},
): ResolvedConfig {
  const { config } = loaded;
  const parts = partsOf(loaded);
  const pluginsLeft = loaded.pluginsLeft ?? false;
  for (const part of parts) checkRules(part, rules, pluginsLeft);
  const selected = selector(rules, selection);
  const preset = config.preset ?? "recommended";
  const infos = new Map(rules.map((rule) => [rule.id as string, rule]));
  const layers = parts.flatMap(layersOf);

  const decide = (rule: RuleInfo, applied: readonly Layer[]): Decided => {
    const inPreset = preset === "strict" || rule.preset === "recommended";
    let severity: SeveritySetting = inPreset ? rule.severity : "off";
    let source = `the preset ${preset}`;
    const options: Record<string, unknown> = {};
    const origins: Record<string, string> = {};
    for (const [name, option] of Object.entries((rule.options ?? {}) as OptionTable)) {
      options[name] = option.default;
      origins[name] = "the rule's default";
    }
    for (const layer of applied) {
      const key = keyFor(rule.id, layer.settings);
      if (key === null) continue;
      const setting = layer.settings[key] as RuleSetting;
      severity = typeof setting === "string" ? setting : setting[0];
      source = layer.where([...layer.path, key]);
      for (const [name, value] of Object.entries(typeof setting === "string" ? {} : setting[1])) {
        options[name] = value;
        origins[name] = layer.where([...layer.path, key, 1, name]);
      }
    }
    const excluded = selected.excludedBy(rule.id);
    if (excluded) [severity, source] = ["off", excluded];
    else if (severity === "off" && selected.isNamed(rule.id)) [severity, source] = [rule.severity, "--only"];
    return { state: { severity, options }, origin: { severity: source, options: origins } };
  };

  const layersFor = memoized((file: string) => layers.filter((layer) => layer.matches === null || layer.matches(file)));
  const everywhere = layers.filter((layer) => layer.matches === null);
  const decisions = new Map<string, Decided>();
  const decided = (id: string, file: string | null): Decided => {
    const rule = infos.get(id);
    if (rule === undefined) throw new Error(`the configuration was resolved without the rule ${id}`);
    const applied = file === null ? everywhere : layersFor(file);
    const key = [id, ...applied.map((layer) => layers.indexOf(layer))].join(" ");
    let decision = decisions.get(key);
    if (decision === undefined) decisions.set(key, (decision = decide(rule, applied)));
    return decision;
  };

  return {
    file: loaded.file,
    preset,
    ignore: config.ignore ?? [],
    newestMigrations: config.history?.newest ?? defaultNewest,
    judgedFrom: [config.history?.from ?? []].flat(),
    release: config.history?.release ?? "migration",
    guards: config.guards ?? {},
    services: config.services ?? {},
    postgresVersion: config.postgresVersion ?? defaultPostgres,
    rule: (id, file) => decided(id, file).state,
    origin: (id, file) => decided(id, file).origin,
    isOn: (id) => {
      if (decided(id, null).state.severity !== "off") return true;
      return (
        selected.excludedBy(id) === null &&
        layers.some((layer) => layer.matches !== null && turnsOn(id, layer.settings))
      );
    },
    pluginsLeft,
    origins: originsOf(parts),
    warnings: [
      ...(loaded.warnings ?? []),
      ...uselessBases(parts, rules),
      ...parts.filter((part) => !part.shared).flatMap((part) => globWarnings(part, tree)),
    ],
  };
}

/** What a configuration extends, in order, and itself. */
function partsOf(loaded: LoadedConfig): readonly ConfigPart[] {
  if (loaded.parts) return loaded.parts;
  const where = loaded.where ?? (() => loaded.file ?? "the configuration given");
  return [{ config: loaded.config, where, shared: false }];
}

function layersOf({ config, where }: ConfigPart): readonly Layer[] {
  return [
    { where, path: ["rules"], matches: null, settings: config.rules ?? {} },
    ...(config.overrides ?? []).map((override, index) => ({
      where,
      path: ["overrides", index, "rules"],
      matches: compileGlobs(override.files),
      settings: override.rules,
    })),
  ];
}

function turnsOn(id: string, settings: Readonly<Record<string, RuleSetting>>): boolean {
  const key = keyFor(id, settings);
  return key !== null && [settings[key]].flat()[0] !== "off";
}

function globWarnings({ config, where }: ConfigPart, tree: ConfiguredFiles): string[] {
  const warnings: string[] = [];
  const warn = (path: KeyPath, glob: string) =>
    warnings.push(`${where(path)}: \`${keyOf(path)}\`: the glob \`${glob}\` matches no file`);
  for (const [index, glob] of (config.ignore ?? []).entries()) {
    if (tree.listing?.unusedIgnores.includes(glob)) warn(["ignore", index], glob);
  }
  for (const [index, override] of (config.overrides ?? []).entries()) {
    for (const [place, glob] of override.files.entries()) {
      if (!tree.files.some(compileGlob(glob))) warn(["overrides", index, "files", place], glob);
    }
  }
  return warnings;
}

function memoized<T>(compute: (key: string) => T): (key: string) => T {
  const known = new Map<string, T>();
  return (key) => {
    if (!known.has(key)) known.set(key, compute(key));
    return known.get(key) as T;
  };
}
