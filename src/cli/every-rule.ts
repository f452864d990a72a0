import type { LoadedConfig } from "../config/config.ts";
import { internalRules } from "../engine/internal-rules.ts";
import type { AnyRule } from "../rule/define.ts";

/** The built-in rules, those of a configuration's plugins and archlint's own findings, sorted by id. */
export async function everyRule(loaded?: Pick<LoadedConfig, "rules">): Promise<readonly AnyRule[]> {
  const { rules } = await import("../../rules/registry.ts");
  return [...rules, ...(loaded?.rules ?? []), ...internalRules].toSorted((a, b) =>
    a.id < b.id ? -1 : a.id > b.id ? 1 : 0,
  );
}
