import type { QualifiedName } from "../../facts/sql-parts.ts";
import type { SqlStatement } from "../../facts/sql.ts";
import type { StatementText } from "./statement-text.ts";
import { tokenize } from "./tokens.ts";
import type { Token } from "./tokens.ts";

/** In UTF-16 units; a larger INSERT is data, of which the table and its columns are all that matters. */
const largest = 16 * 1024;

/** Table name, column list and the word after them fit in these. */
const headTokens = 500;

/** In UTF-16 units; a larger text that inserts rows is a dump of data. */
const dumpSize = 1024 * 1024;

const beginning = /insert\s+into\s+[^;'()]{1,300}(?:\([^;'()]{1,20000}\)\s*)?values\b/iy;

/**
 * What an INSERT of rows begins with, up to VALUES, when it stands in a dump of data: those that follow and begin with
 * the same letters say nothing that it has not said. Null for every other statement.
 */
export function rowsBeginning(text: string, from: number): string | null {
  if (text.length <= dumpSize) return null;
  beginning.lastIndex = from;
  return beginning.exec(text)?.[0] ?? null;
}

/** An INSERT of many rows, recognised by its first tokens without parsing the rows; null for every other statement. */
export function bulkData(statement: StatementText): SqlStatement | null {
  if (statement.text.length <= largest) return null;
  const tokens = tokenize(statement.text, headTokens);
  if (tokens[0]?.value !== "insert" || tokens[1]?.value !== "into") return null;
  const parts = [name(tokens[2])];
  let at = 3;
  for (; tokens[at]?.value === "."; at += 2) parts.push(name(tokens[at + 1]));
  const columns: string[] = [];
  if (tokens[at]?.value === "(") {
    for (at++; at < tokens.length && tokens[at]?.value !== ")"; at++)
      if (tokens[at]?.value !== ",") columns.push(name(tokens[at]));
    at++;
  }
  if (tokens[at]?.value !== "values") return null;
  const place = statement.place(statement.whole());
  const table: QualifiedName = { schema: parts.at(-2) ?? null, name: parts.at(-1) as string };
  return {
    at: place,
    verb: "INSERT",
    changes: [{ kind: "insert", at: place, table, columns: columns.length > 0 ? columns : null, fromQuery: false }],
    certainty: "certain",
  };
}

function name(token: Token | undefined): string {
  return token?.value ?? "";
}
