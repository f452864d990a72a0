import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "./version.ts";

/**
 * The examples of a rule's documentation page, as plain text: what is wrong, what archlint says, what is right. Null when
 * the page has none.
 *
 * @param strong how headings are set
 */
export function examplesOf(id: string, strong: (text: string) => string): string | null {
  const page = join(packageRoot(), "docs", "rules", `${id}.md`);
  if (!existsSync(page)) return null;
  const match = /^## Wrong\n[^]*?(?=^## How to mend it$)/m.exec(readFileSync(page, "utf8"));
  return match ? withoutMarkdown(match[0], strong).trimEnd() : null;
}

/** Headings become words, fences an indent; file names lose their backticks. */
function withoutMarkdown(markdown: string, strong: (text: string) => string): string {
  let fence: string | null = null;
  const lines: string[] = [];
  for (const line of markdown.split("\n")) {
    const mark = /^`{3,}/.exec(line)?.[0];
    if (fence === null && mark) fence = mark;
    else if (fence !== null && line === fence) fence = null;
    else if (fence !== null) lines.push(line === "" ? "" : `    ${line}`);
    else
      lines.push(
        line.startsWith("## ") ? strong(line.slice(3)) : line === "" ? "" : `  ${line.replace(/^`(.*)`$/, "$1")}`,
      );
  }
  return lines.join("\n").replace(/\n{3,}/g, "\n\n");
}
