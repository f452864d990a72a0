import type { PGlite } from "@electric-sql/pglite";
import { lockModes } from "../../../src/model/schema/effects/lock-mode.ts";
import { split } from "../../../src/languages/sql/split.ts";
import type { Touches } from "./claim.ts";
import { baseSchema, type Form } from "./form.ts";
import { emptyDatabase } from "../schema/catalogue.ts";

interface Counted {
  readonly oid: number;
  readonly name: string;
  readonly file: number | null;
  readonly scans: number;
  readonly indexes: readonly { readonly name: string; readonly file: number }[];
}

const counting = `
SELECT c.oid::int AS oid, c.relname AS name, pg_relation_filenode(c.oid)::int AS file, pg_stat_get_xact_numscans(c.oid)::int AS scans,
  (SELECT coalesce(json_agg(json_build_object('name', i.relname, 'file', pg_relation_filenode(i.oid)::int)), '[]') FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid WHERE x.indrelid = c.oid) AS indexes
FROM pg_class c WHERE c.relkind IN ('r', 'p') AND c.relnamespace IN (SELECT oid FROM pg_namespace WHERE nspname IN ('public', 'elsewhere')) ORDER BY c.relname`;

/**
 * Runs a form in a transaction on populated tables and reads what PostgreSQL did: the strongest lock it holds on each table that was there
 * before, whether the table's file or those of its indexes are new, and whether its rows were read from the first to the last.
 */
export async function observed(database: PGlite, form: Form): Promise<Touches> {
  await emptyDatabase(database);
  await database.exec(baseSchema);
  await database.exec(form.given ?? "");
  const before = (await database.query<Counted>(counting)).rows;
  await database.exec("BEGIN");
  try {
    for (const part of split(form.sql))
      if (part.kind === "statement") await database.exec(form.sql.slice(part.from, part.to));
    const held = (
      await database.query<{ oid: number; mode: string }>(
        "SELECT relation::int AS oid, mode FROM pg_locks WHERE pid = pg_backend_pid() AND locktype = 'relation'",
      )
    ).rows;
    const after = new Map((await database.query<Counted>(counting)).rows.map((row) => [row.oid, row]));
    return new Map(
      before.flatMap((table) => {
        const modes = held
          .filter((row) => row.oid === table.oid)
          .map((row) =>
            row.mode
              .replace(/Lock$/, "")
              .replaceAll(/(?<=[a-z])(?=[A-Z])/g, " ")
              .toUpperCase(),
          );
        if (modes.length === 0) return [];
        const now = after.get(table.oid);
        const lock = lockModes.findLast((mode) => modes.includes(mode)) ?? "unknown";
        const reindex =
          now !== undefined &&
          now.indexes.some((index) => table.indexes.some((old) => old.name === index.name && old.file !== index.file));
        const emptied = now !== undefined && now.file !== table.file;
        return [
          [
            table.name,
            { lock, rewrite: emptied, scan: now !== undefined && now.scans > table.scans, reindex },
          ] as const,
        ];
      }),
    );
  } finally {
    await database.exec("ROLLBACK");
  }
}
