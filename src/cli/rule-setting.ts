import type { LoadedConfig } from "../config/config.ts";
import { resolveConfig } from "../config/resolve.ts";
import { everyRule } from "./every-rule.ts";

/** How a project sets one rule, and where it says so; nothing without a configuration. Throws a ConfigError. */
export async function settingOf(id: string, loaded: LoadedConfig): Promise<readonly string[]> {
  if (loaded.file === null) return [];
  // Which files there are decides nothing here: they are only counted against the configuration's globs.
  const config = resolveConfig(loaded, await everyRule(loaded), { files: [] });
  const state = config.rule(id, null);
  const origin = config.origin(id, null);
  const written = Object.entries(state.options).map(
    ([name, value]) => `${name}: ${JSON.stringify(value)}, by ${origin.options[name]}`,
  );
  return [`${state.severity}, by ${origin.severity}`, ...written];
}
