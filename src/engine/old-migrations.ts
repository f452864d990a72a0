import type { History } from "../model/schema.ts";
import { firstJudged } from "./judged-from.ts";

/** A file of migrations that are history. */
export interface OldMigration {
  /** The name of the history it belongs to. */
  readonly history: string;
  /** Whether it stands before the migration that the configuration names: nothing is said of it. */
  readonly applied: boolean;
}

/** Where history ends: `newest` counts from the end of each history, unless one of the names `from` is of a migration in it. */
export interface Judged {
  readonly newest: number;
  readonly from: readonly string[];
}

/**
 * The files of migrations that are history: all but those judged by `judged` and those added or modified since the git
 * base. A file that holds several migrations is as new as its newest.
 */
export function oldMigrations(
  histories: readonly History[],
  judged: Judged,
  changed: ReadonlySet<string> | null,
): ReadonlyMap<string, OldMigration> {
  const old = new Map<string, OldMigration>();
  const fresh = new Set<string>();
  for (const history of histories) {
    const from = firstJudged(history, judged.from);
    const first = from ?? history.steps.length - judged.newest;
    for (const [index, { migration }] of history.steps.entries()) {
      const files = migration.down ? [migration.file, migration.down.file] : [migration.file];
      for (const file of files) {
        if (index >= first || changed?.has(file)) fresh.add(file);
        else old.set(file, { history: history.name, applied: from !== null });
      }
    }
  }
  for (const file of fresh) old.delete(file);
  return old;
}
