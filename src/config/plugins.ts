import { relative, sep } from "node:path";
import type { AnyRule } from "../rule/define.ts";
import type { BaseOptions, ConfigSource } from "./bases.ts";
import { checkPlugin, type CheckedPlugin } from "./check-plugin.ts";
import { ConfigError, keyOf } from "./config-error.ts";
import type { KeyPath } from "./config.ts";
import { locate } from "./locate.ts";
import { runCode } from "./read-config.ts";
import { isCode } from "./search-places.ts";

interface PluginRules {
  readonly rules: readonly AnyRule[];
  /** Whether any was left, since only static configuration is allowed. */
  readonly left: boolean;
  readonly warnings: readonly string[];
}

/** Loads the plugins that configurations name, each once. Throws a {@link ConfigError} with all that is wrong with them. */
export async function loadPlugins(sources: readonly ConfigSource[], options: BaseOptions): Promise<PluginRules> {
  const problems: string[] = [];
  const warnings: string[] = [];
  const loaded = new Set<unknown>();
  const named = new Map<string, string>();
  const rules: AnyRule[] = [];
  for (const { config, where, folder } of sources) {
    for (const [index, entry] of (config.plugins ?? []).entries()) {
      const at: KeyPath = ["plugins", index];
      const place = `${where(at)}: \`${keyOf(at)}\``;
      if (options.isStatic) {
        const name = typeof entry === "string" ? entry : entry.name;
        warnings.push(`${place}: the plugin \`${name}\` was not run, since only static configuration is allowed`);
        continue;
      }
      const found = typeof entry === "string" ? await imported(entry, folder, options.root) : given(entry);
      if ("problem" in found) {
        problems.push(`${place}: ${found.problem}`);
        continue;
      }
      if (loaded.has(found.identity)) continue;
      loaded.add(found.identity);
      const plugin = checkedPlugin(found.value, (message) => problems.push(`${place}: ${found.shown}: ${message}`));
      if (plugin === null) continue;
      const other = named.get(plugin.name);
      if (other !== undefined)
        problems.push(`${place}: ${found.shown}: there is another plugin \`${plugin.name}\` already, ${other}`);
      named.set(plugin.name, found.shown);
      rules.push(...plugin.rules);
    }
  }
  if (problems.length > 0) throw new ConfigError(problems);
  return { rules, left: warnings.length > 0, warnings };
}

type Found =
  | {
      readonly value: unknown;
      /** The plugin as people know it. */
      readonly shown: string;
      /** Equal for one plugin that is named twice. */
      readonly identity: unknown;
    }
  | { readonly problem: string };

function given(value: unknown): Found {
  return { value, shown: "the plugin", identity: value };
}

async function imported(name: string, folder: string, root: string): Promise<Found> {
  const found = await locate(name, folder);
  if ("problem" in found) return found;
  const file = found.isPackage ? name : relative(root, found.path).split(sep).join("/");
  const shown = `the plugin \`${file}\``;
  if (!isCode(found.path)) return { problem: `${shown}: expected a file of JavaScript or TypeScript` };
  try {
    return { value: await runCode(found.path), shown, identity: found.path };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return { problem: `${shown}: ${error.message}` };
  }
}

/** What a plugin computes when it is looked at may throw as well. */
function checkedPlugin(value: unknown, tell: (message: string) => void): CheckedPlugin | null {
  try {
    return checkPlugin(value, tell);
  } catch (error) {
    tell(`reading it failed: ${String(error).split("\n", 1)[0]}`);
    return null;
  }
}
