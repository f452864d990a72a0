import type { UserConfig } from "./config.ts";

/** Types a configuration written in JavaScript or TypeScript; it is given back as it is. */
export function defineConfig<const Config extends UserConfig>(config: Config): Config {
  return config;
}
