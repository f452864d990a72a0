import type { AnyRule } from "../rule/define.ts";

/**
 * What archlint says about itself and about how it is used, in the shape of rules, so that `explain`, severities and
 * formats treat it alike. None of them visits or checks: the engine reports them.
 */
function internal(
  id: `archlint/${string}`,
  rule: Pick<AnyRule, "severity" | "summary" | "why" | "fix" | "tradeoff">,
): AnyRule {
  return {
    id,
    practice: "archlint",
    confidence: "high",
    preset: "recommended",
    since: "0.1.0",
    references: [],
    ...rule,
  };
}

export const crashed = internal("archlint/crashed", {
  severity: "error",
  summary: "every rule and every reader runs to its end",
  why: "A rule or a reader threw. The others went on, but what this one would have found is missing, so the run counts as failed (exit code 2).",
  fix: "report it with the file named here; until it is mended, switch the rule off in the configuration",
  tradeoff: "None: a crash is always a fault of archlint or of the plugin that brought the rule.",
});

export const unusedIgnore = internal("archlint/unused-ignore", {
  severity: "warning",
  summary: "every ignore comment hides something",
  why: "The exception outlived what it excused. Left in place it would hide the next, unrelated fault on that line.",
  fix: "delete the comment",
  tradeoff: "Switch it off while two versions of archlint with different rules read the same tree.",
});

export const unknownIgnore = internal("archlint/unknown-ignore", {
  severity: "warning",
  summary: "every ignore comment names a rule that exists",
  why: "A misspelt rule hides nothing, and its author believes that it does.",
  fix: "correct the rule's name; `archlint rules` lists them",
  tradeoff: "None.",
});

export const reasonlessIgnore = internal("archlint/ignore-without-reason", {
  severity: "warning",
  summary: "every ignore comment says why",
  why: "An exception without its reason cannot be reviewed, and nobody dares to remove it. An ignore without a reason takes no effect.",
  fix: "write the reason after two dashes: archlint-ignore-next-line <rule> -- <reason>",
  tradeoff: "None.",
});

export const expiredException = internal("archlint/expired-exception", {
  severity: "warning",
  summary: "every exception that ends names a last day, and it has not passed",
  why: "Somebody promised to mend this by a day that is over. The exception takes no effect any more, so what it hid is reported again beside this.",
  fix: "mend what it hides and delete the exception, or agree on another day",
  tradeoff: "Switch it off to have what the exceptions hid come back without a word on why.",
});

export const internalRules: readonly AnyRule[] = [
  crashed,
  expiredException,
  reasonlessIgnore,
  unknownIgnore,
  unusedIgnore,
];
