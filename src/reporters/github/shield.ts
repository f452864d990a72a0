import { createHash } from "node:crypto";

/**
 * Keeps the runner from obeying what stands in a text for people: a source line or a name that looks like a workflow
 * command (`::add-mask::`, or `##[error]` anywhere in a line) would be run as one. The token that ends the shield is a
 * hash of the text, so the text cannot hold it, and the same text gives the same bytes.
 */
export function shielded(text: string): string {
  if (text === "") return "";
  const token = createHash("sha256").update(text).digest("hex");
  return `::stop-commands::${token}\n${text.endsWith("\n") ? text : `${text}\n`}::${token}::\n`;
}
