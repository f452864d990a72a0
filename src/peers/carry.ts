import type { Preset, RuleInfo, SeveritySetting } from "../config/config.ts";
import type { PeerSettings } from "./peer-rules.ts";

const rank: Readonly<Record<SeveritySetting, number>> = { off: 0, info: 1, warning: 2, error: 3 };

/** A setting of ours that says what another linter's settings say. */
export interface Carried {
  readonly rule: string;
  readonly severity: SeveritySetting;
  /** The rules it comes from: `Spectral's typed-enum`. */
  readonly from: readonly string[];
}

/**
 * The severities that were written for rules with an exact equal, as settings of ours; those that say what ours are
 * anyway are left out. Where several speak of one of ours, the gravest counts.
 */
export function carriedSettings(
  settings: readonly PeerSettings[],
  rules: readonly RuleInfo[],
  preset: Preset,
): readonly Carried[] {
  const carried = new Map<string, { severity: SeveritySetting; from: string[] }>();
  for (const { peer, rules: theirs } of settings) {
    for (const { id, severity, equivalent } of theirs) {
      if (severity === null || !equivalent || equivalent.but !== undefined) continue;
      for (const ours of equivalent.ours) {
        const known = carried.get(ours);
        const from = `${peer}'s ${id}`;
        if (!known) carried.set(ours, { severity, from: [from] });
        else {
          known.from.push(from);
          if (rank[severity] > rank[known.severity]) known.severity = severity;
        }
      }
    }
  }
  return [...carried]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([rule, setting]) => ({ rule, ...setting }))
    .filter(({ rule, severity }) => severity !== ownSeverity(rule, rules, preset));
}

function ownSeverity(id: string, rules: readonly RuleInfo[], preset: Preset): SeveritySetting | undefined {
  const rule = rules.find((one) => one.id === id);
  if (!rule) return undefined;
  return preset === "strict" || rule.preset === "recommended" ? rule.severity : "off";
}
