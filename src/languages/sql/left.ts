import type { SqlFiles } from "./layouts/sql-files.ts";
import { isDump } from "./layouts/dump.ts";
import { tokenize } from "./tokens.ts";

/** Why a SQL file is not read: it is in no history, and this is what it seems to be. */
export function whyLeft(files: SqlFiles, file: string): string {
  if (isDump(files, file)) return "repeats the schema the migrations make";
  if (/(^|[/_.-])seeds?([/_.-]|s?\.sql$)/i.test(file)) return "is seed data, by its name";
  const words = tokenize(files.head(file), 4).map((token) => token.value);
  const first = words[0] ?? "";
  if (first === "") return "is empty or holds comments alone";
  if (["select", "with", "insert", "update", "delete", "values", "merge"].includes(first))
    return "is a query and in no migration history";
  if (first === "create" && words.some((word) => ["function", "procedure", "view", "trigger"].includes(word)))
    return "defines a function or view outside any migration history";
  return "is in no migration history";
}
