import { groupsOf } from "../rule/plugin.ts";
import type { RuleSetting } from "./config.ts";

/** The key of `settings` that speaks of a rule most exactly; null when none does. */
export function keyFor(id: string, settings: Readonly<Record<string, RuleSetting>>): string | null {
  const groups = groupsOf(id).map((group) => `${group}/*`);
  return [id, ...groups.toReversed(), "*"].find((key) => Object.hasOwn(settings, key)) ?? null;
}
