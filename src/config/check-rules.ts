import type { Option, OptionTable } from "../rule/options.ts";
import { isPattern } from "./check-shape.ts";
import { described, oneOf, Problems } from "./config-error.ts";
import type { KeyPath, RuleInfo, RuleSetting, UserConfig } from "./config.ts";
import { didYouMean } from "../findings/did-you-mean.ts";

/** Checks that every rule and option that a configuration names exists, and that each option has a value it takes. */
export function checkRules(config: UserConfig, rules: readonly RuleInfo[], where: (path: KeyPath) => string): void {
  const problems = new Problems(where);
  const known = new Map(rules.map((rule) => [rule.id as string, rule]));
  const patterns = ["*", ...new Set([...known.keys()].map((id) => `${id.slice(0, id.indexOf("/"))}/*`))];
  const check = (path: KeyPath, settings: Readonly<Record<string, RuleSetting>>): void => {
    for (const [id, setting] of Object.entries(settings)) {
      const rule = known.get(id);
      if (rule) {
        if (typeof setting !== "string")
          checkOptions(problems, [...path, id], (rule.options ?? {}) as OptionTable, setting[1], id);
      } else if (!isPattern(id))
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

function takes(option: Option<unknown>, value: unknown): boolean {
  switch (option.kind) {
    case "text":
      return typeof value === "string";
    case "count":
      return Number.isInteger(value) && (value as number) >= (option.minimum ?? 0);
    case "flag":
      return typeof value === "boolean";
    case "choice":
      return typeof value === "string" && (option.choices ?? []).includes(value);
    case "list":
      return isTextList(value);
    case "lists":
      return isObject(value) && Object.values(value).every(isTextList);
  }
}

function expectedBy(option: Option<unknown>): string {
  switch (option.kind) {
    case "text":
      return "a string";
    case "count":
      return `a whole number, ${option.minimum ?? 0} or more`;
    case "flag":
      return "true or false";
    case "choice":
      return oneOf((option.choices ?? []).map((name) => JSON.stringify(name)));
    case "list":
      return "a list of strings";
    case "lists":
      return "an object of lists of strings";
  }
}

function isTextList(value: unknown): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** In a list the item at fault is what was found. */
function describedFully(option: Option<unknown>, value: unknown): string {
  if (option.kind !== "list" || !Array.isArray(value)) return described(value);
  return `a list with ${described(value.find((item) => typeof item !== "string"))}`;
}
