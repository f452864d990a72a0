import { placesIn } from "../../config/search-places.ts";
import { defaultBaseline } from "../../engine/baseline/entry.ts";
import type { LintRun } from "../../engine/lint.ts";
import { count } from "../../reporters/count.ts";
import { printable } from "../../reporters/printable.ts";
import { fail, ok, warn, type Check } from "./check.ts";

/** What the project's own files make of a run. */
export function checksOf(run: LintRun, root: string): readonly Check[] {
  return [...configurationOf(run, root), baselineOf(run), ...filesOf(run), ...understood(run)];
}

function configurationOf({ config, result, rules }: LintRun, root: string): readonly Check[] {
  const on = rules.filter((rule) => config.isOn(rule.id) && !rule.id.startsWith("archlint/")).length;
  const from = config.file ?? (placesIn(root).length > 0 ? "not read" : "none, so the defaults hold");
  return [
    ok("configuration", `${printable(from)}: preset ${config.preset}, ${count(on, "rule")} on`),
    ...result.warnings.map((warning) =>
      warn("configuration", printable(warning), "mend it, or delete what has no use"),
    ),
  ];
}

function baselineOf({ baseline, result }: LintRun): Check {
  if (!baseline) return ok("baseline", `no ${defaultBaseline}: every finding is shown`);
  const stale = result.baseline?.stale.length ?? 0;
  const found = `${printable(baseline.file)}: ${count(baseline.entries.length, "known finding")}`;
  if (stale === 0) return ok("baseline", found);
  return warn("baseline", `${found}, ${stale} of them gone`, "take them out: archlint baseline --prune");
}

function filesOf({ result, listed }: LintRun): readonly Check[] {
  const { files, totalFiles } = result.examined;
  if (totalFiles === 0)
    return [fail("files", `none of ${listed.length} can be checked`, "archlint --list-files says why each was left")];
  return Object.entries(files).map(([as, number]) => ok("files", `${number} ${printable(as)}`));
}

function understood({ result }: LintRun): readonly Check[] {
  const { unreadStatements, unreadQueries, unknownRegistrations, routesUnknownAuth } = result.examined;
  const gaps: readonly (readonly [number, string])[] = [
    [result.unread.length, "place that could not be read"],
    [unreadStatements, "statement not understood"],
    [unreadQueries, "query not understood"],
    [unknownRegistrations, "registration of routes not understood"],
    [routesUnknownAuth, "route whose guards are not known"],
  ];
  const some = gaps.filter(([number]) => number > 0);
  if (some.length === 0) return [ok("understood", "all of it")];
  return some.map(([number, what]) =>
    warn(
      "understood",
      `${number} × ${what}`,
      "archlint --format json names them under unread; archlint model shows what was seen",
    ),
  );
}
