import type { Decision } from "../../facts/decision.ts";
import { namedDecision } from "../../model/decisions.ts";
import type { LineOf } from "./at.ts";

/** `archlint model decisions`. */
export function decisionsJson(decisions: readonly Decision[], lineOf: LineOf) {
  return {
    decisions: decisions.map((decision) => ({
      file: decision.file,
      number: decision.number,
      title: decision.title,
      status: decision.status,
      date: decision.date,
      supersededBy: decision.successors.map(
        (named) => namedDecision(decisions, decision, named)?.file ?? named.written,
      ),
      sections: decision.sections.map(({ title, empty }) => ({ title, empty })),
      links: decision.links.map(({ target, resolved, at }) => ({ target, resolved, line: lineOf(at) })),
    })),
  };
}
