import type { Decision, NamedDecision } from "../facts/decision.ts";

/** The decision that another one names: by the file a link leads to, else by its number among those of the same folder. */
export function namedDecision(decisions: readonly Decision[], from: Decision, named: NamedDecision): Decision | undefined {
  if (named.file !== null) return decisions.find((decision) => decision.file === named.file);
  if (named.number === null) return undefined;
  return decisions.find((decision) => decision.number === named.number && folderOf(decision) === folderOf(from));
}

/** The folder of a decision: what makes a log of its own, with its own numbers. */
export function folderOf(decision: Decision): string {
  return decision.file.slice(0, Math.max(0, decision.file.lastIndexOf("/")));
}

/** What `archlint model decisions` prints. */
export function decisionsJson(decisions: readonly Decision[]) {
  return {
    decisions: decisions.map((decision) => ({
      file: decision.file,
      number: decision.number,
      title: decision.title,
      status: decision.status,
      date: decision.date,
      supersededBy: decision.successors.map((named) => namedDecision(decisions, decision, named)?.file ?? named.written),
      sections: decision.sections.map((section) => section.title),
      links: decision.links.map((link) => ({ target: link.target, resolved: link.resolved })),
    })),
  };
}
