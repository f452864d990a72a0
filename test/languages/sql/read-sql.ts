import type { Change, ChangeKind, ChangeOf } from "../../../src/facts/changes.ts";
import type { SqlStatement } from "../../../src/facts/sql.ts";
import { parseSql } from "../../../src/languages/sql/parse.ts";

/** All changes of a text that must be read whole. */
export async function changesOf(text: string): Promise<readonly Change[]> {
  const { statements, unread } = await parseSql(text, "a.sql");
  if (unread.length > 0) throw new Error(`not read: ${unread[0]?.message}`);
  return statements.flatMap((statement) => statement.changes);
}

/** The one change of a statement, which must be of this kind. */
export async function changeOf<K extends ChangeKind>(kind: K, text: string): Promise<ChangeOf<K>> {
  const changes = await changesOf(text);
  const [change] = changes;
  if (changes.length !== 1 || change?.kind !== kind)
    throw new Error(`expected one ${kind}, found ${changes.map((one) => one.kind).join(", ")}`);
  return change as ChangeOf<K>;
}

export async function statementsOf(text: string): Promise<readonly SqlStatement[]> {
  return (await parseSql(text, "a.sql")).statements;
}

/** The text a place frames. */
export function framed(text: string, at: { readonly start: number; readonly end: number }): string {
  return text.slice(at.start, at.end);
}
