import type { Severity } from "../../findings/finding.ts";
import type { RuleText } from "../../findings/result.ts";

export const levels = { error: "error", warning: "warning", info: "note" } as const satisfies Record<Severity, string>;

/** GitHub's words (https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning). */
const problemSeverities = { error: "error", warning: "warning", info: "recommendation" } as const;

/** What GitHub takes of a `fullDescription`, in characters. */
const longestDescription = 1024;

/** A `reportingDescriptor` (3.49): all that a viewer needs to explain the rule without asking archlint. */
export function ruleDescriptor(id: string, rule: RuleText | null) {
  if (!rule) return { id };
  return {
    id,
    shortDescription: { text: rule.summary },
    fullDescription: { text: cut(rule.why, longestDescription) },
    help: { text: helpText(rule), markdown: helpMarkdown(rule) },
    ...(rule.references[0] === undefined ? {} : { helpUri: rule.references[0] }),
    defaultConfiguration: { level: levels[rule.severity] },
    properties: {
      tags: [...new Set([rule.practice, ...(isSecurity(rule.practice) ? ["security"] : [])])],
      precision: rule.confidence,
      "problem.severity": problemSeverities[rule.severity],
      ...(isSecurity(rule.practice) ? { "security-severity": securitySeverities[rule.severity] } : {}),
    },
  };
}

const securityPractice = /\/(?:auth|privacy|security|transport)$/;

function isSecurity(practice: string): boolean {
  return securityPractice.test(practice);
}

/**
 * Scores that GitHub shows as high (7.0 to 8.9), medium (4.0 to 6.9) and low (below), for rules of a security practice. A
 * linter of architecture knows what is at fault and not what an attacker could reach, so none is critical.
 */
const securitySeverities = { error: "8.0", warning: "5.5", info: "3.0" } as const;

function helpText({ summary, why, fix, tradeoff, references }: RuleText): string {
  return [
    `What holds: ${summary}.`,
    `Why: ${why}`,
    `How to mend it: ${fix}.`,
    `When not to: ${tradeoff}`,
    ...references.map((url) => `See ${url}`),
  ].join("\n\n");
}

function helpMarkdown({ summary, why, fix, tradeoff, references }: RuleText): string {
  return [
    `**What holds:** ${summary}.`,
    why,
    `**How to mend it:** ${fix}.`,
    `**When not to:** ${tradeoff}`,
    ...(references.length > 0 ? [references.map((url) => `- <${url}>`).join("\n")] : []),
  ].join("\n\n");
}

function cut(text: string, length: number): string {
  const characters = [...text];
  return characters.length <= length ? text : `${characters.slice(0, length - 1).join("")}…`;
}
