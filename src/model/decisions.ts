import type { Decision, NamedDecision } from "../facts/decision.ts";

/** The decision that another one names: by the file a link leads to, else by its number among those of the same folder. */
export function namedDecision(
  decisions: readonly Decision[],
  from: Decision,
  named: NamedDecision,
): Decision | undefined {
  if (named.file !== null) return decisions.find((decision) => decision.file === named.file);
  if (named.number === null) return undefined;
  return decisions.find((decision) => decision.number === named.number && folderOf(decision) === folderOf(from));
}

/** The folder of a decision: what makes a log of its own, with its own numbers. */
export function folderOf(decision: Decision): string {
  return decision.file.slice(0, Math.max(0, decision.file.lastIndexOf("/")));
}
