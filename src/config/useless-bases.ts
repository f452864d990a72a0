import type { ConfigPart, RuleInfo, RuleSetting, UserConfig } from "./config.ts";
import { originsOf } from "./origins.ts";
import { keyFor } from "./rule-key.ts";

/** What is extended and changes nothing, for all it says is said anew by what comes after it. In lines for people. */
export function uselessBases(parts: readonly ConfigPart[], rules: readonly RuleInfo[]): readonly string[] {
  const bases = parts.slice(0, -1);
  const origins = new Set(Object.values(originsOf(parts)));
  return bases
    .filter((base, index) => isUseless(base, parts.slice(index + 1), rules, origins))
    .map(({ where }) => `${where([])}: nothing of it is in use, for what comes after it says all of it anew`);
}

function isUseless(
  { config, where }: ConfigPart,
  later: readonly ConfigPart[],
  rules: readonly RuleInfo[],
  origins: ReadonlySet<string>,
): boolean {
  // What it brings along may be in use though it says nothing itself.
  if (config.extends !== undefined || config.plugins?.length || config.overrides?.length) return false;
  if (Object.values(originsOf([{ config, where, shared: false }])).some((origin) => origins.has(origin))) return false;
  const after = later.map((part) => part.config.rules ?? {});
  return rules.every(({ id }) => {
    const said = settingOf(id, config.rules ?? {});
    if (said === undefined) return true;
    const anew = after.map((settings) => settingOf(id, settings)).filter((setting) => setting !== undefined);
    if (anew.length === 0) return false;
    return optionsOf(said).every((name) => anew.some((setting) => optionsOf(setting).includes(name)));
  });
}

function settingOf(id: string, settings: NonNullable<UserConfig["rules"]>): RuleSetting | undefined {
  const key = keyFor(id, settings);
  return key === null ? undefined : settings[key];
}

function optionsOf(setting: RuleSetting): readonly string[] {
  return typeof setting === "string" ? [] : Object.keys(setting[1]);
}
