import { didYouMean } from "../../findings/did-you-mean.ts";
import type { History } from "../../model/schema.ts";
import { latestMoment, momentsNamed, type Moment } from "../../model/schema/moment.ts";
import { UsageError } from "../usage-error.ts";

/** The histories as they end, or with `--at` the one that the migration belongs to, as it is after it. */
export function momentsOf(histories: readonly History[], at: string | undefined): readonly Moment[] {
  if (at === undefined) return histories.map(latestMoment);
  const found = momentsNamed(histories, at);
  if (found.length === 1) return found;
  if (found.length > 1) {
    const files = found.map(({ steps }) => steps.at(-1)?.migration.file ?? "");
    const shown = new Set(files).size === files.length ? files : found.map(({ steps }) => fullName(steps));
    throw new UsageError(`--at ${at} may mean ${shown.join(" or ")}; name one of them`);
  }
  const versions = histories.flatMap(({ steps }) => steps.map(({ migration }) => migration.version));
  if (versions.length === 0) throw new UsageError(`--at ${at}: there is no migration history in this project`);
  throw new UsageError(
    `--at ${at}: no migration has this version, file name or path${didYouMean(at, versions) || `; the last one is ${versions.at(-1)}`}`,
  );
}

/** For a file of several migrations. */
function fullName(steps: Moment["steps"]): string {
  const migration = steps.at(-1)?.migration;
  return migration === undefined ? "" : `${migration.version} in ${migration.file}`;
}
