import type { Migration } from "../../../src/facts/sql.ts";
import { parseSql } from "../../../src/languages/sql/parse.ts";
import type { FoldedChange, History } from "../../../src/model/schema.ts";
import { effectsOf } from "../../../src/model/schema/effects/effects-of.ts";
import { stronger } from "../../../src/model/schema/effects/lock-mode.ts";
import { foldHistory } from "../../../src/model/schema/fold.ts";
import { baseSchema, type Form } from "./form.ts";

/** What a form does to the tables it meets, in the words both sides share: `t: ACCESS EXCLUSIVE, rewrite, scan`. */
export type Touches = ReadonlyMap<string, Touch>;

interface Touch {
  readonly lock: string;
  readonly rewrite: boolean;
  readonly scan: boolean;
  readonly reindex: boolean;
}

/** A form as the second migration of a history whose first makes what it meets. */
export async function foldForm(form: Form): Promise<History> {
  const texts = [`${baseSchema}${form.given ?? ""};`, form.sql];
  const migrations: Migration[] = [];
  for (const [index, text] of texts.entries()) {
    const file = `migrations/${index + 1}.sql`;
    const { statements, unread } = await parseSql(text, file);
    if (unread.length > 0)
      throw new Error(`expected a form that can be read, found ${unread[0]?.message ?? ""}: ${form.sql}`);
    migrations.push({
      file,
      version: String(index + 1),
      up: statements,
      down: null,
      transaction: true,
      at: { file, start: 0, end: 1 },
      unread,
    });
  }
  return foldHistory({ name: "migrations", tool: "plain", dialect: "postgresql", hasDowns: false, migrations });
}

export function changesOf(history: History): readonly FoldedChange[] {
  return (history.steps[1]?.statements ?? []).flatMap((statement) => statement.changes);
}

/** What archlint claims of a form on a version of PostgreSQL. */
export function claimed(history: History, version: number): Touches {
  const touches = new Map<string, Touch>();
  for (const folded of changesOf(history)) {
    for (const { table, lock, rewrite, scanned, reindexed, emptied } of effectsOf(folded, version).tables) {
      const known = touches.get(table.path);
      touches.set(table.path, {
        lock: known === undefined ? lock : stronger(known.lock as typeof lock, lock),
        rewrite: rewrite !== null || emptied || known?.rewrite === true,
        scan: scanned || known?.scan === true,
        reindex: reindexed || (emptied && table.indexes.length > 0) || known?.reindex === true,
      });
    }
  }
  return touches;
}
