import type { LoadedConfig } from "../config/config.ts";
import { inlineConfig, loadConfig } from "../config/load.ts";
import type { OptionValues } from "./options.ts";

/** The configuration that the flags ask for, with the rules of its plugins. Throws a ConfigError. */
export async function configurationOf(root: string, options: OptionValues): Promise<LoadedConfig> {
  if (options["no-config"]) return inlineConfig({});
  return loadConfig({
    root,
    static: options["static-config"],
    ...(options.config === undefined ? {} : { file: options.config }),
  });
}
