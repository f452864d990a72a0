import type { LongName } from "../../facts/sql.ts";
import type { StatementText } from "./statement-text.ts";

/** NAMEDATALEN - 1, in bytes. */
const maximumBytes = 63;

/** A run that is a longer name, bare or in quotes. Nearly every statement is answered by this alone. */
const longAscii = /[\w$]{64}|"[^"]{64}/;

/** A run that could be one where a UTF-16 unit is up to three bytes of UTF-8. */
const longUnicode = /[\w$\u0080-\uffff]{22}|"[^"]{22}/;
const unicode = /[\u0080-\uffff]/;

/** The identifiers of a statement that PostgreSQL cuts. */
export function longNames(statement: StatementText): readonly LongName[] {
  const { text } = statement;
  if (!longAscii.test(text) && !(unicode.test(text) && longUnicode.test(text))) return [];
  const found: LongName[] = [];
  for (const token of statement.tokens) {
    if (token.kind !== "name" && token.kind !== "word") continue;
    // A UTF-16 unit is at most three bytes of UTF-8.
    if (token.end - token.start <= maximumBytes / 3 || Buffer.byteLength(token.value) <= maximumBytes) continue;
    found.push({ at: statement.place(token), written: token.value });
  }
  return found;
}
