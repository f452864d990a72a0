import type { MigrationHistory } from "../../facts/sql.ts";
import type { Query } from "../../facts/queries.ts";
import type { EmbeddedText } from "../../facts/embedded.ts";
import type { Language } from "../language.ts";
import { discover } from "./discover.ts";
import type { QueriesUnit, SqlUnit } from "./unit.ts";

export type SqlReading =
  | { readonly kind: "history"; readonly history: MigrationHistory }
  | { readonly kind: "queries"; readonly queries: readonly Query[] };

export type { SqlUnit } from "./unit.ts";

export const sql: Language<SqlUnit, SqlReading> = {
  name: "sql",
  discover,
  async load() {
    const { sqlReader } = await import("./reader.ts");
    return sqlReader();
  },
};

/** The files whose query texts are to be read, once another language has found them; sorted. */
export function queryUnits(embedded: ReadonlyMap<string, readonly EmbeddedText[]>): QueriesUnit[] {
  const files = [...embedded]
    .filter(([, texts]) => texts.some((text) => text.language === "sql" && text.role === "query"))
    .map(([file]) => file);
  return files.sort().map((file) => ({ kind: "queries", file }));
}
