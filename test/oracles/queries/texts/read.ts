import type { Query } from "../../../../src/facts/queries.ts";
import { loadParser } from "../../../../src/languages/sql/parser.ts";
import { readQuery } from "../../../../src/languages/sql/queries/read.ts";

/** A text as if it stood at the beginning of a file. */
export async function readText(text: string): Promise<Query> {
  const map = [{ inner: 0, outer: 0, length: text.length }];
  const query = readQuery({ language: "sql", role: "query", file: "q.ts", text, map, holes: [] }, await loadParser());
  if (!query || query.unread !== null) throw new Error(`not read: ${text}: ${query?.unread}`);
  return query;
}
