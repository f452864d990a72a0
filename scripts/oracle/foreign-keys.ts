import type { PGlite } from "@electric-sql/pglite";
import rule from "../../rules/schema/foreign-key-index.ts";
import { isBookkeeping } from "../../src/model/schema/bookkeeping.ts";
import type { Report } from "../../src/findings/report.ts";
import type { ForeignKey, History } from "../../src/model/schema.ts";

/**
 * The foreign keys without an index, as the catalogue knows them: no valid btree begins with the key's columns in some
 * order (or, for one column, no hash), unless it is partial and leaves out more than the rows without a value.
 */
const question = `
SELECT n.nspname || '.' || t.relname || ': ' || k.conname AS key, t.relname AS table
FROM pg_constraint k JOIN pg_class t ON t.oid = k.conrelid JOIN pg_namespace n ON n.oid = t.relnamespace
WHERE k.contype = 'f' AND k.conparentid = 0 AND n.nspname NOT LIKE 'pg\\_%'
  AND NOT EXISTS (
    SELECT FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_am m ON m.oid = i.relam
    WHERE x.indrelid = k.conrelid AND x.indisvalid AND cardinality(k.conkey) <= x.indnkeyatts
      AND (m.amname = 'btree' OR m.amname = 'hash' AND cardinality(k.conkey) = 1)
      AND k.conkey <@ (x.indkey::int2[])[0:cardinality(k.conkey) - 1]
      AND (x.indpred IS NULL OR NOT EXISTS (
        SELECT FROM regexp_split_to_table(regexp_replace(pg_get_expr(x.indpred, x.indrelid), '[()]', '', 'g'), ' AND ') AS term
        WHERE term NOT IN (SELECT quote_ident(a.attname) || ' IS NOT NULL' FROM pg_attribute a WHERE a.attrelid = k.conrelid AND a.attnum = ANY (k.conkey)))))`;

export async function unindexedInCatalogue(database: PGlite, skip: (table: string) => boolean): Promise<string[]> {
  const { rows } = await database.query<{ key: string; table: string }>(question);
  return rows
    .filter(({ key, table }) => !isBookkeeping({ name: table }) && !skip(key.slice(0, key.indexOf(": "))))
    .map(({ key }) => key)
    .toSorted();
}

/** What `schema/foreign-key-index` reports, each key once and none folded away. */
export function unindexedInFindings(
  history: History,
  postgresVersion: number,
  skip: (table: string) => boolean,
): string[] {
  const found: string[] = [];
  rule.check?.({
    schema: history.schema,
    history,
    postgresVersion,
    options: { ignoreTables: [] },
    report({ at }: Report) {
      const key = at as ForeignKey;
      found.push(`${key.table.schema}.${key.table.name}: ${key.name}`);
    },
    // The rule asks for the schema alone.
  } as never);
  return found.filter((key) => !skip(key.slice(0, key.indexOf(": ")))).toSorted();
}
