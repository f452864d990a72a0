import type { Option, OptionTable } from "../rule/options.ts";
import { isPattern } from "./check-shape.ts";
import { described, oneOf, Problems } from "./config-error.ts";
import type { ConfigPart, KeyPath, RuleInfo, RuleSetting } from "./config.ts";
import { didYouMean } from "../findings/did-you-mean.ts";
import { groupsOf, isOfPlugin } from "../rule/plugin.ts";
import { expectedBy, takes } from "./option-value.ts";

/**
 * Checks that every rule and option that a configuration names exists, and that each option has a value it takes.
 *
 * @param pluginsLeft whether plugins were not run, so that nothing can be said of their rules
 */
export function checkRules(
  { config, where }: Pick<ConfigPart, "config" | "where">,
  rules: readonly RuleInfo[],
  pluginsLeft: boolean,
): void {
  const problems = new Problems(where);
  const known = new Map(rules.map((rule) => [rule.id as string, rule]));
  const patterns = ["*", ...new Set([...known.keys()].flatMap(groupsOf).map((group) => `${group}/*`))];
  const check = (path: KeyPath, settings: Readonly<Record<string, RuleSetting>>): void => {
    for (const [id, setting] of Object.entries(settings)) {
      const rule = known.get(id);
      if (rule) {
        if (typeof setting !== "string")
          checkOptions(problems, [...path, id], (rule.options ?? {}) as OptionTable, setting[1], id);
      } else if (pluginsLeft && isOfPlugin(id)) continue;
      else if (!isPattern(id))
        problems.add(
          [...path, id],
          `there is no such rule${didYouMean(id, known.keys()) || "; `archlint rules` lists them"}`,
        );
      else if (!patterns.includes(id)) {
        problems.add(
          [...path, id],
          `there are no such rules${didYouMean(id, patterns) || `; expected ${oneOf(patterns.toSorted())}`}`,
        );
      }
    }
  };
  check(["rules"], config.rules ?? {});
  for (const [index, override] of (config.overrides ?? []).entries())
    check(["overrides", index, "rules"], override.rules);
  problems.throwIfAny();
}

function checkOptions(
  problems: Problems,
  at: KeyPath,
  table: OptionTable,
  values: Readonly<Record<string, unknown>>,
  rule: string,
): void {
  for (const [name, value] of Object.entries(values)) {
    const path = [...at, 1, name];
    const option = Object.hasOwn(table, name) ? table[name] : undefined;
    if (option === undefined) {
      const names = Object.keys(table);
      const hint =
        names.length === 0 ? `; \`${rule}\` has no options` : didYouMean(name, names) || `; expected ${oneOf(names)}`;
      problems.add(path, `there is no such option${hint}`);
    } else if (!takes(option, value)) {
      const near = option.choices && typeof value === "string" ? didYouMean(value, option.choices) : "";
      problems.add(path, `expected ${expectedBy(option)}, found ${describedFully(option, value)}${near}`);
    }
  }
}

/** In a list the item at fault is what was found. */
function describedFully(option: Option<unknown>, value: unknown): string {
  if (option.kind !== "list" || !Array.isArray(value)) return described(value);
  return `a list with ${described(value.find((item) => typeof item !== "string"))}`;
}
