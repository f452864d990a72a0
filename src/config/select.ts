import { ConfigError } from "./config-error.ts";
import type { ResolvedConfig, RuleInfo } from "./config.ts";
import { closest } from "../findings/did-you-mean.ts";
import { groupsOf } from "../rule/plugin.ts";

/** Which rules a run is limited to: ids (`schema/primary-key`), or namespaces (`schema`, `schema/*`). */
export interface Selection {
  readonly only?: readonly string[];
  readonly skip?: readonly string[];
}

export interface Selector {
  /** Why the rule is left out, as the flag that did it; null when it is not. */
  excludedBy(id: string): "--only" | "--skip" | null;
  /** Whether `only` names the rule itself: then it runs even if the preset or the configuration leaves it off. */
  isNamed(id: string): boolean;
}

/**
 * Understands `--only` and `--skip`. Throws a ConfigError for a pattern that names no rule. What archlint says about
 * itself (`archlint/*`) is not narrowed by `--only`: a crash must show, and `--skip` can still leave the rest out.
 */
export function selector(rules: readonly Pick<RuleInfo, "id">[], selection: Selection): Selector {
  const ids = rules.map((rule) => rule.id as string);
  const only = expand(ids, selection.only ?? [], "--only");
  const skip = expand(ids, selection.skip ?? [], "--skip");
  const named = new Set(selection.only ?? []);
  const limited = (selection.only ?? []).length > 0;
  const excludedBy = (id: string) =>
    skip.has(id) ? "--skip" : limited && !only.has(id) && !id.startsWith("archlint/") ? "--only" : null;
  if (ids.length > 0 && ids.every((id) => id.startsWith("archlint/") || excludedBy(id) !== null)) {
    throw new ConfigError(["--only and --skip leave no rule to run"]);
  }
  return { excludedBy, isNamed: (id) => named.has(id) };
}

/** The rules that are on for any file at all. */
export function selectRules<Rule extends Pick<RuleInfo, "id">>(
  rules: readonly Rule[],
  config: ResolvedConfig,
): readonly Rule[] {
  return rules.filter((rule) => config.isOn(rule.id));
}

function expand(ids: readonly string[], patterns: readonly string[], flag: string): ReadonlySet<string> {
  const namespaces = new Set(ids.flatMap(groupsOf));
  const matched = new Set<string>();
  const unknown: string[] = [];
  for (const pattern of patterns) {
    const namespace = pattern.replace(/\/\*?$/, "");
    const found = namespaces.has(namespace)
      ? ids.filter((id) => id.startsWith(`${namespace}/`))
      : ids.filter((id) => id === pattern);
    for (const id of found) matched.add(id);
    if (found.length > 0) continue;
    const near = closest(pattern, pattern.includes("/") ? ids : [...namespaces]) ?? closest(pattern, ids);
    unknown.push(
      `${flag}: there is no rule or namespace \`${pattern}\`${near === null ? "; `archlint rules` lists them" : `; did you mean \`${near}\`?`}`,
    );
  }
  if (unknown.length > 0) throw new ConfigError(unknown);
  return matched;
}
