import type { History } from "../model/schema.ts";

/**
 * The files of migrations that are history, with the name of theirs: all but the newest ones of each history and those
 * added or modified since the git base. A file that holds several migrations is as new as its newest.
 */
export function oldMigrations(
  histories: readonly History[],
  newest: number,
  changed: ReadonlySet<string> | null,
): ReadonlyMap<string, string> {
  const old = new Map<string, string>();
  const fresh = new Set<string>();
  for (const history of histories) {
    const first = history.steps.length - newest;
    for (const [index, { migration }] of history.steps.entries()) {
      const files = migration.down ? [migration.file, migration.down.file] : [migration.file];
      for (const file of files) {
        if (index >= first || changed?.has(file)) fresh.add(file);
        else old.set(file, history.name);
      }
    }
  }
  for (const file of fresh) old.delete(file);
  return old;
}
