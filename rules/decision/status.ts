import { defineRule } from "../../src/rule/define.ts";
import { list } from "../../src/rule/options.ts";
import type { Decision } from "../../src/facts/decision.ts";
import { folderOf, namedDecision } from "../../src/model/decisions.ts";

const common = (
  "accepted, active, adopted, amended, approved, cancelled, closed, decided, declined, deferred, " +
  "deprecated, done, draft, final, implemented, in discussion, in progress, in review, obsolete, " +
  "on hold, open, partially superseded, partly superseded, pending, postponed, proposed, ratified, " +
  "rejected, replaced, retired, rfc, superceded, superseded, trial, under discussion, under review, " +
  "withdrawn, wip"
).split(", ");

export default defineRule({
  id: "decision/status",
  practice: "architecture/decisions",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  summary: "every decision says its status, and a superseded one says what took its place",
  why: "A decision log is read by people who were not there. Without a status nobody can tell a rule to follow from an idea that was dropped, and a superseded decision that does not lead to its successor is followed by the next person who finds it. The log then misleads more than it helps, and is no longer read.",
  fix: "write `Status: accepted` (or proposed, rejected, deprecated) under the title, and `superseded by` with a link to the newer decision",
  tradeoff:
    "MADR leaves the status optional: a team that commits a decision only once it is accepted, and deletes what no longer holds, can live without one.",
  references: [
    "https://www.cognitect.com/blog/2011/11/15/documenting-architecture-decisions",
    "https://adr.github.io/madr/decisions/0008-add-status-field.html",
    "https://github.com/npryce/adr-tools/blob/master/src/template.md",
  ],
  options: {
    statuses: list("statuses to accept beside the common English ones, in lower case: `angenommen`, `accepté`"),
  },
  check({ decisions, report, options }) {
    const known = new RegExp(
      `^(?:[\\d/.-]+[:,\\s]*)?(?:${[...common, ...options.statuses].map(escape).join("|")})(?![\\p{L}\\p{N}])`,
      "iu",
    );
    const sizes = new Map<string, number>();
    for (const decision of decisions) sizes.set(folderOf(decision), (sizes.get(folderOf(decision)) ?? 0) + 1);

    for (const decision of decisions) {
      const { status } = decision;
      const folder = folderOf(decision);
      const at = { at: decision.statusAt ?? decision.at, anchor: decision.anchor };
      const shared = (key: string) =>
        ({ by: "convention", key: `${folder} ${key}`, of: sizes.get(folder) ?? 1 }) as const;
      if (status === null) {
        report({
          at,
          key: "none",
          message: `decision \`${decision.title}\` does not say its status`,
          fold: shared("none"),
        });
      } else if (listsChoices(status)) {
        report({
          at,
          key: "template",
          message: `the status of decision \`${decision.title}\` still lists the template's choices`,
          label: "choose one",
        });
      } else if (!known.test(status)) {
        report({
          at,
          key: `unknown ${status}`,
          message: `decision \`${decision.title}\` has the status \`${status}\`, which is not a known one`,
          fix: "write proposed, accepted, rejected, deprecated or superseded, or add the word to the option `statuses`",
          fold: shared(`unknown ${status}`),
          confidence: "medium",
        });
      } else if (isSuperseded(status)) {
        if (decision.successors.length === 0 && !/\b(?:by|with)\b/.test(status)) {
          report({
            at,
            key: "successor",
            message: `decision \`${decision.title}\` is superseded and does not say by which`,
            fix: "name the newer decision: `superseded by [0009](0009-title.md)`",
          });
        }
        for (const named of decision.successors) {
          if (/^\w+:/.test(named.written) || namedDecision(decisions, decision, named) !== undefined) continue;
          report({
            at: { at: named.at, anchor: decision.anchor },
            key: `successor ${named.written}`,
            message: `decision \`${decision.title}\` is superseded by \`${named.written}\`, which does not exist`,
            label: folder === "" ? "no such decision" : `no such decision in ${folder}`,
            related: linksTo(decisions, decision).map((link) => ({
              at: link,
              label: "this one leads back; is it the successor?",
            })),
          });
        }
      }
    }
  },
});

/** The links of other decisions to this one: a successor usually says what it supersedes. */
function linksTo(decisions: readonly Decision[], decision: Decision): Decision["links"] {
  return decisions.flatMap((other) =>
    other === decision ? [] : other.links.filter((link) => link.resolved === decision.file).slice(0, 1),
  );
}

/** `proposed | accepted | rejected`, `[proposed, accepted, rejected, deprecated]`: a template that nobody filled in. */
function listsChoices(status: string): boolean {
  const choices = ["proposed", "accepted", "rejected", "deprecated", "superseded"].filter((word) =>
    new RegExp(`\\b${word}\\b`).test(status),
  );
  // Arrows tell a history: `proposed → accepted → superseded`.
  if (/→|->/.test(status)) return false;
  return choices.length >= 3 || (choices.length === 2 && /[|{}]/.test(status));
}

function isSuperseded(status: string): boolean {
  return /\b(?:superseded|superceded|replaced)\b/.test(status) && !/\b(?:not|no|without)\b/.test(status);
}

function escape(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}
