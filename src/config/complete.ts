import { type BaseOptions, type ConfigSource, withBases } from "./bases.ts";
import type { ConfigPart, LoadedConfig, UserConfig } from "./config.ts";

/** A configuration with what it extends and with the rules of its plugins. */
export async function completeConfig(
  own: ConfigSource,
  options: BaseOptions,
): Promise<Pick<LoadedConfig, "config" | "parts" | "rules" | "pluginsLeft" | "warnings">> {
  const { sources, warnings } =
    own.config.extends === undefined ? { sources: [own], warnings: [] } : await withBases(own, options);
  const isPlain = sources.every(({ config }) => config.plugins === undefined);
  const plugins = isPlain ? null : await (await import("./plugins.ts")).loadPlugins(sources, options);
  return {
    config: sources.length === 1 ? own.config : merged(sources.map(({ config }) => config)),
    ...(sources.length > 1 && {
      parts: sources.map(({ config, where, shared }): ConfigPart => ({ config, where, shared })),
    }),
    ...(plugins && { rules: plugins.rules, pluginsLeft: plugins.left }),
    warnings: [...warnings, ...(plugins?.warnings ?? [])],
  };
}

/** What belongs to one file: its names are seen from there, and its rules win as one. */
const apart: ReadonlySet<string> = new Set(["$schema", "extends", "plugins", "rules", "overrides"]);

/**
 * Several configurations as one, later ones winning: `ignore` is all of them together, `history`, `guards` and `services`
 * are taken key by key. Rules stay apart, for a pattern of a later one wins over a rule of an earlier one.
 */
function merged(configs: readonly UserConfig[]): UserConfig {
  const whole: Record<string, unknown> = {};
  for (const config of configs) {
    for (const [key, value] of Object.entries(config)) {
      if (apart.has(key) || value === undefined) continue;
      const before = whole[key];
      if (Array.isArray(before)) whole[key] = [...new Set([...(before as unknown[]), ...(value as unknown[])])];
      else if (typeof before === "object") whole[key] = { ...before, ...(value as object) };
      else whole[key] = value;
    }
  }
  return whole;
}
