import type { LongName } from "../../facts/sql.ts";
import type { StatementText } from "./statement-text.ts";

/** NAMEDATALEN - 1, in bytes. */
const maximumBytes = 63;

/** A run that could be a longer name: bare, or in quotes. Nearly every statement is answered by this alone. */
const candidate = /[\w$\u0080-\uffff]{22}|"[^"]{22}/;

/** The identifiers of a statement that PostgreSQL cuts. */
export function longNames(statement: StatementText): readonly LongName[] {
  if (!candidate.test(statement.text)) return [];
  const found: LongName[] = [];
  for (const token of statement.tokens) {
    if (token.kind !== "name" && token.kind !== "word") continue;
    // A UTF-16 unit is at most three bytes of UTF-8.
    if (token.end - token.start <= maximumBytes / 3 || Buffer.byteLength(token.value) <= maximumBytes) continue;
    found.push({ at: statement.place(token), written: token.value });
  }
  return found;
}
