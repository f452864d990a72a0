import { lstatSync } from "node:fs";
import { join } from "node:path";
import { defaultBaseline, renderBaseline, type BaselineEntry } from "../../engine/baseline/entry.ts";
import { entryOf, pruned, updated, type Judged, type Rewritten } from "../../engine/baseline/rewrite.ts";
import type { LintRun } from "../../engine/lint.ts";
import { count, counts } from "../../reporters/count.ts";
import type { Command } from "../commands.ts";
import { exitCodes } from "../exit-code.ts";
import type { Io } from "../io.ts";
import type { OptionValues } from "../options.ts";
import { fileWithin, projectRoot } from "../project-root.ts";
import { runLint } from "../run-lint.ts";
import { UsageError } from "../usage-error.ts";
import { writeWhole } from "../write-file.ts";
import { importRedocly } from "./baseline-import.ts";
import { mustHaveLooked } from "./lint.ts";

/** `archlint baseline`: writes down what is found today. */
export const baselineCommand: Command = async ({ args, options }, io) => {
  if (args.length > 0)
    throw new UsageError(
      "archlint baseline takes no paths, for a baseline is of the whole project; --only limits it to rules",
    );
  const modes = (["update", "prune", "import", "force"] as const).filter((mode) => options[mode]);
  if (modes.length > 1) throw new UsageError(`--${modes.join(" and --")} cannot be given together`);
  const root = projectRoot(options, io);
  const file = fileWithin(root, options.baseline ?? defaultBaseline);
  const exists = lstatSync(join(root, file), { throwIfNoEntry: false }) !== undefined;
  if (exists && modes.length === 0)
    throw new UsageError(
      `${file} exists already; --update takes in what is new and takes out what is gone, --prune only takes out, --force writes it anew`,
    );
  if (!exists && (options.update || options.prune))
    throw new UsageError(`there is no ${file} yet; archlint baseline writes one`);

  const importing = options.import !== undefined;
  const run = await runLint(options, io, { baseline: exists && !options.force ? file : false, all: importing });
  mustHaveLooked(run, []);
  if (importing) await importInto(run, root, file, options.import, io);
  else if (options.update || options.prune) await rewrite(run, root, file, options, io);
  else await writeBaseline(run, root, file, io);
  if (run.result.crashed)
    await io.stderr.write("archlint: a rule crashed; what it would have found is not in the baseline\n");
  return run.result.crashed ? exitCodes.failure : exitCodes.clean;
};

/** Writes a first baseline, and says so; where nothing is found none is needed. */
export async function writeBaseline({ remembered }: LintRun, root: string, file: string, io: Io): Promise<void> {
  if (remembered.length === 0) {
    await io.stdout.write("Nothing is found, so there is nothing to write down: no baseline is needed.\n");
    return;
  }
  writeWhole(join(root, file), file, renderBaseline(remembered.map(entryOf)));
  const of = (severity: string): number => remembered.filter((finding) => finding.severity === severity).length;
  const severities = counts([
    [of("error"), "error"],
    [of("warning"), "warning"],
    [of("info"), "info", "info"],
  ]);
  const rules = new Set(remembered.map((finding) => finding.rule)).size;
  await io.stdout.write(
    `Wrote ${file}: ${count(remembered.length, "known finding")} of ${count(rules, "rule")} (${severities}). Commit it; from now on archlint shows what is new.\n`,
  );
}

async function rewrite(run: LintRun, root: string, file: string, options: OptionValues, io: Io): Promise<void> {
  const judged = judgedBy(run);
  const rewritten = options.update ? updated(judged, run.remembered) : pruned(judged);
  writeWhole(join(root, file), file, renderBaseline(rewritten.entries));
  await io.stdout.write(`${file}: ${count(rewritten.entries.length, "known finding")}, ${changesOf(rewritten)}.\n`);
}

function changesOf({ added, removed, moved }: Rewritten): string {
  const said = [
    added > 0 ? `${added} new` : "",
    removed > 0 ? `${removed} taken out` : "",
    moved > 0 ? `${moved} moved` : "",
  ].filter((part) => part !== "");
  return said.join(", ") || "nothing changed";
}

function judgedBy({ baseline, matches, result }: LintRun): Judged {
  if (!baseline || !matches) throw new Error("the baseline was not read");
  return { entries: baseline.entries, matches, stale: new Set<unknown>(result.baseline?.stale) };
}

async function importInto(run: LintRun, root: string, file: string, from: string, io: Io): Promise<void> {
  const { entries, report } = importRedocly(run, root, fileWithin(root, from));
  const before = new Map<string, BaselineEntry>(
    (run.baseline?.entries ?? []).map((entry) => [entry.fingerprint, entry]),
  );
  const added = entries.filter((entry) => !before.has(entry.fingerprint));
  if (added.length > 0) writeWhole(join(root, file), file, renderBaseline([...before.values(), ...added]));
  const already = entries.length - added.length;
  await io.stdout.write(
    `${added.length > 0 ? `Wrote ${file}: ` : ""}${count(added.length, "finding")} imported from ${from}${already > 0 ? `, ${already} known already` : ""}.\n${report}`,
  );
}
