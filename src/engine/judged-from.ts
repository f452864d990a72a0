import { didYouMean } from "../findings/did-you-mean.ts";
import type { History } from "../model/schema.ts";
import { namesOf, plainName } from "../model/schema/migration-names.ts";

/** The place of the first migration of a history that is judged, by the names of `from`: the last one when several are of it, null when none is. */
export function firstJudged(history: History, from: readonly string[]): number | null {
  if (from.length === 0) return null;
  const names = new Set(from.map(plainName));
  const found = history.steps.findLastIndex(({ migration }) => namesOf(migration).some((name) => names.has(name)));
  return found < 0 ? null : found;
}

/** What is wrong with `from`, for people: a name that no migration has. */
export function unknownMigrations(
  histories: readonly History[],
  from: readonly string[],
  configuration: string,
): readonly string[] {
  if (from.length === 0) return [];
  const migrations = histories.flatMap((history) => history.steps.map((step) => step.migration));
  const known = new Set(migrations.flatMap(namesOf));
  return from
    .filter((name) => !known.has(plainName(name)))
    .map((name) => {
      const near = didYouMean(
        name,
        migrations.map((migration) => migration.version),
      );
      return `${configuration}: \`history.from\`: no migration has \`${name}\` as its version, file name or path${near}`;
    });
}
