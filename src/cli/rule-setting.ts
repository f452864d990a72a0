import { ConfigError } from "../config/config-error.ts";
import { loadConfig } from "../config/load.ts";
import { resolveConfig } from "../config/resolve.ts";
import { everyRule } from "./every-rule.ts";
import type { Io } from "./io.ts";
import type { OptionValues } from "./options.ts";
import { projectRoot } from "./project-root.ts";

/**
 * How a project sets one rule, and where it says so; nothing without a configuration. One that cannot be read is told
 * on stderr: who wants to learn of a rule need not mend it first.
 */
export async function settingOf(id: string, options: OptionValues, io: Io): Promise<readonly string[]> {
  if (options["no-config"]) return [];
  try {
    const loaded = await loadConfig({
      root: projectRoot(options, io),
      static: options["static-config"],
      ...(options.config === undefined ? {} : { file: options.config }),
    });
    if (loaded.file === null) return [];
    // Which files there are decides nothing here: they are only counted against the configuration's globs.
    const config = resolveConfig(loaded, await everyRule(), { files: [] });
    const state = config.rule(id, null);
    const origin = config.origin(id, null);
    const written = Object.entries(state.options).map(
      ([name, value]) => `${name}: ${JSON.stringify(value)}, by ${origin.options[name]}`,
    );
    return [`${state.severity}, by ${origin.severity}`, ...written];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    await io.stderr.write(`archlint: the configuration cannot be read, so this says nothing of it: ${error.message}\n`);
    return [];
  }
}
