import { didYouMean } from "../findings/did-you-mean.ts";
import { namespaces } from "../rule/namespaces.ts";

/** A folder that is a small project: `bad-*` gives what its expected.txt says, `good-*` gives nothing. */
export interface Case {
  /** Its folder, relative to that of the cases. */
  readonly name: string;
  /** The rule that runs alone, where the folders above have its id; null for all that the configuration turns on. */
  readonly rule: string | null;
  readonly isBad: boolean;
}

/** The cases among files, sorted by name, and for people what cannot be meant. */
export function casesIn(
  files: readonly string[],
  rules: readonly string[],
): { readonly cases: readonly Case[]; readonly problems: readonly string[] } {
  const cases = new Map<string, Case>();
  const problems = new Set<string>();
  for (const file of files) {
    const parts = file.split("/");
    const at = parts.slice(0, -1).findIndex((part) => /^(?:bad|good)-./.test(part));
    if (at < 0) continue;
    const above = parts.slice(0, at).join("/");
    const rule = rules.includes(above) ? above : null;
    const isMeantAsRule = at > 1 && namespaces.some((namespace) => namespace === parts[0]);
    if (rule === null && isMeantAsRule) problems.add(`${above}: there is no such rule${didYouMean(above, rules)}`);
    const name = parts.slice(0, at + 1).join("/");
    cases.set(name, { name, rule, isBad: parts[at]?.startsWith("bad-") ?? false });
  }
  return { cases: [...cases.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1)), problems: [...problems] };
}
