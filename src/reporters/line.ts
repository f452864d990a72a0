import type { Finding, Location } from "../findings/finding.ts";
import { repositoryPath } from "./github/path.ts";
import { printable } from "./printable.ts";

/**
 * `src/a.ts:3:1`, which ends with the second number: a `:` in a name is written `%3A`, so that no name can be read as a place
 * or, at the start of a line, as a command of GitHub's runner. `.` stands for the whole project, `?` for a name of nothing
 * but control characters.
 */
export function placeText({ file, start }: Pick<Location, "file" | "start">, prefix: string): string {
  const path = file === "" ? "." : oneLine(repositoryPath(prefix, file)).replaceAll(":", "%3A") || "?";
  return `${path}:${start.line}:${start.column}`;
}

/** `src/a.ts:3:1 error schema/primary-key table …`: what is one finding to a machine that reads lines. */
export function findingLine(finding: Finding, prefix: string): string {
  const folded = (finding.folded ?? 1) - 1;
  const more = folded > 0 ? ` (and ${folded} more like this)` : "";
  return `${placeText(finding.primary, prefix)} ${finding.severity} ${ruleWord(finding.rule)} ${oneLine(finding.message) || "?"}${more}`;
}

/** Text of unknown origin within a line, where the runner would obey `##[…]` wherever it stands. */
export function oneLine(text: string): string {
  return printable(text).replaceAll("##[", "## [");
}

/** A rule's id is one word; that of a plugin is only asked to be. */
function ruleWord(id: string): string {
  return oneLine(id).replace(/\s+/g, "-") || "?";
}
