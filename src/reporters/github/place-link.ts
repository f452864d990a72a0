import type { Location } from "../../findings/finding.ts";
import { printable } from "../printable.ts";
import { markdownText, urlPath } from "./markdown.ts";
import { repositoryPath } from "./path.ts";

export interface LinkOptions {
  /** The project's folder in the repository; `""` at its root. */
  readonly prefix: string;
  /** Where the commit's files can be seen, such as `https://github.com/owner/name/blob/<sha>`; null without links. */
  readonly blobUrl: string | null;
}

/** A place in Markdown, linked to its lines where they can be seen. */
export function placeLink({ file, start, end }: Location, { prefix, blobUrl }: LinkOptions): string {
  if (file === "") return "the project";
  const path = repositoryPath(prefix, file);
  const text = markdownText(`${printable(path)}:${start.line}:${start.column}`);
  if (blobUrl === null) return text;
  const lines = end.line > start.line ? `#L${start.line}-L${end.line}` : `#L${start.line}`;
  return `[${text}](${blobUrl}/${urlPath(path)}${lines})`;
}
