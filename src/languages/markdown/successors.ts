import type { NamedDecision } from "../../facts/decision.ts";
import type { Field } from "./fields.ts";
import { fileTarget, linksIn } from "./links.ts";

/** adr-tools writes `superceded`. */
const word = "(?:superseded|superceded|replaced|obsoleted)";
const superseded = new RegExp(
  `^(?:[\\d/.-]+[:,\\s]*)?(?:(?:partially|partly|fully)\\s+)?${word}\\b|\\b${word}\\s+by\\b`,
  "i",
);

/** Whether a status says that another decision took this one's place. `deprecated (not superseded)` does not. */
export function saysSuperseded(status: string): boolean {
  return superseded.test(status);
}

/**
 * The decisions named as successors: the links and numbers after `superseded by`, on that line or, as some write it, on
 * a later one of the same section.
 */
export function successorsIn(
  fields: readonly Field[],
  file: string,
  resolve: (target: string) => string | null,
): readonly NamedDecision[] {
  for (const { raw, start } of fields) {
    const mark = new RegExp(`\\b${word}\\b`, "i").exec(raw);
    const from = mark ? mark.index + mark[0].length : 0;
    const named = namedIn(raw.slice(from), start + from, file, resolve);
    if (named.length > 0) return named;
  }
  return [];
}

function namedIn(
  text: string,
  offset: number,
  file: string,
  resolve: (target: string) => string | null,
): NamedDecision[] {
  const links = linksIn(text, offset);
  if (links.length > 0) {
    return links.map(({ target, start, end }) => {
      const inside = fileTarget(target);
      const names = { written: target, file: inside === null ? null : resolve(inside), number: numberOf(inside ?? "") };
      return subject(file, start, end, names);
    });
  }
  const numbers = text.matchAll(/(?<![\w./-])(?:(?:adr|decision|record|no\.?|#)[-_ #]*)?(\d{1,5})(?![\w/-]*\d)\b/gi);
  return [...numbers].map((match) => {
    const start = offset + match.index;
    return subject(file, start, start + match[0].length, { written: match[0], file: null, number: Number(match[1]) });
  });
}

/** The number of a decision, from the start of its file's name or title: `0009-x.md`, `adr-9`, `ADR 12: x`, `12. x`. */
export function numberOf(text: string): number | null {
  const name = text.slice(text.lastIndexOf("/") + 1);
  const match = /^(?:(?:adr|decision|record)[-_. #]*)?(\d{1,5})(?!\d)/i.exec(name);
  return match ? Number(match[1]) : null;
}

function subject(
  file: string,
  start: number,
  end: number,
  named: Pick<NamedDecision, "written" | "file" | "number">,
): NamedDecision {
  return { at: { file, start, end }, anchor: `decision:${file}#status/${named.written}`, ...named };
}
