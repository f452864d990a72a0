import type { LanguageReader } from "../language.ts";
import type { SqlReading } from "./language.ts";
import { loadParser } from "./parser.ts";
import { readQuery } from "./queries/read.ts";
import { readHistory } from "./read-history.ts";
import type { SqlUnit } from "./unit.ts";

const nothing = { unread: [], embedded: [], nodeIgnores: [] } as const;

export async function sqlReader(): Promise<LanguageReader<SqlUnit, SqlReading>> {
  const parser = await loadParser();
  return {
    read(unit, { tree, embedded }) {
      if (unit.kind === "history")
        return { ...nothing, kind: "history", ...readHistory(unit, { tree, embedded }, parser) };
      const texts = (embedded.get(unit.file) ?? []).filter((text) => text.language === "sql" && text.role === "query");
      return { ...nothing, kind: "queries", queries: texts.flatMap((text) => readQuery(text, parser) ?? []) };
    },
  };
}
