import type { Column } from "../schema.ts";

/** The sequence that a default takes its numbers from, as SQL writes its name; null for a column with another default or none. */
export function drawnSequence(column: Pick<Column, "default">): string | null {
  const match = /^nextval\('((?:[^']|'')+)'/i.exec(column.default?.text ?? "");
  return match === null ? null : (match[1] as string).replaceAll("''", "'");
}
