import type { TextPlace } from "../../../findings/place.ts";
import type { Change } from "../../../facts/changes.ts";
import type { StatementText } from "../statement-text.ts";

/** Reads one kind of statement: its tree and its text in, what it does out. */
export type ChangeReader<T> = (node: T, statement: StatementText) => readonly Change[];

export function wholeStatement(statement: StatementText): TextPlace {
  return statement.place(statement.whole());
}
