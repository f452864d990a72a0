import type { Finding } from "../../findings/finding.ts";
import { printable } from "../printable.ts";
import { repositoryPath } from "../github/path.ts";

/**
 * What a viewer shows. GitHub shows a related place only where the message links to it by its id (SARIF 2.1.0, 3.11.6),
 * so each gets a line: `read here: [src/a.ts:3:1](1)`. Ids count from 1, as {@link relatedOf} gives them.
 */
export function messageOf(finding: Finding, prefix: string): string {
  const folded = (finding.folded ?? 1) - 1;
  return [
    plainText(finding.message) || plainText(finding.rule),
    ...finding.related.map(({ file, start, label }, index) => {
      const place = file === "" ? "the project" : `${repositoryPath(prefix, file)}:${start.line}:${start.column}`;
      return `${plainText(label) || "see"}: [${linkText(place)}](${index + 1})`;
    }),
    ...(folded > 0 ? [`and ${folded} more like this`] : []),
    ...finding.fixes.slice(0, 1).map((fix) => `fix: ${plainText(fix.title)}`),
  ].join("\n");
}

/** Text of unknown origin that makes no link of its own: `](` would end a link's text. */
export function plainText(text: string): string {
  return printable(text).replace(/(\\*)\](?=\()/g, (_, slashes: string) => `${slashes}${slashes}\\]`);
}

/** 3.11.6: brackets and backslashes in the text of a link stand behind a backslash. */
function linkText(text: string): string {
  return printable(text).replace(/[[\]\\]/g, (character) => `\\${character}`);
}
