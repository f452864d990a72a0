import { existsSync } from "node:fs";
import { join } from "node:path";
import { placesIn } from "../../config/search-places.ts";
import { defaultBaseline } from "../../engine/baseline/entry.ts";
import type { LintRun } from "../../engine/lint.ts";
import { carriedSettings, type Carried } from "../../peers/carry.ts";
import type { PeerSettings } from "../../peers/peer-rules.ts";
import { count } from "../../reporters/count.ts";
import { verdict } from "../../reporters/summary.ts";
import { openTree } from "../../workspace/disk-tree.ts";
import type { Command } from "../commands.ts";
import { everyRule } from "../every-rule.ts";
import { exitCodes } from "../exit-code.ts";
import { configurationFile, configurationText, configurationValue } from "../init/configuration.ts";
import { foundText } from "../init/found.ts";
import { writeHook } from "../init/hook.ts";
import { peerSettings, peerText } from "../init/peers.ts";
import type { Io } from "../io.ts";
import type { OptionValues } from "../options.ts";
import { projectRoot } from "../project-root.ts";
import { runLint } from "../run-lint.ts";
import { UsageError } from "../usage-error.ts";
import { writeWhole } from "../write-file.ts";
import { writeBaseline } from "./baseline.ts";

/** `archlint init`: says what the project holds and how it was understood, and writes what a start needs. */
export const initCommand: Command = async ({ args, options }, io) => {
  if (args.length > 0) throw new UsageError("archlint init takes no arguments; --cwd chooses the project");
  const root = projectRoot(options, io);
  const configured = configuredBy(root, options);
  if (configured.length > 0 && options.hook) {
    await io.stdout.write(
      `${configured.join(" and ")} configures archlint already, and stays as it is.\n${writeHook(root)}\n`,
    );
    return exitCodes.clean;
  }
  if (configured.length > 0)
    throw new UsageError(`${configured.join(" and ")} configures archlint already; nothing was written`);

  const peers = peerSettings(openTree(root));
  const carried = carriedSettings(peers, await everyRule(), "recommended");
  const run = await runLint(options, io, {
    baseline: false,
    config: configurationValue(carried),
  });
  if (run.result.examined.totalFiles === 0)
    throw new UsageError(
      `none of the project's ${run.listed.length} files can be checked, so there is nothing to configure; archlint --list-files says why each was left`,
    );
  await io.stdout.write(introduction(run, peers, carried));
  if (!options.yes && !io.ask)
    throw new UsageError("nothing was written, for nobody can be asked here; --yes writes without asking");
  await write(run, root, carried, options, io);
  return run.result.crashed ? exitCodes.failure : exitCodes.clean;
};

/** What configures archlint already and may not be overwritten. */
function configuredBy(root: string, { force }: OptionValues): readonly string[] {
  const existing = placesIn(root);
  return force ? existing.filter((place) => place !== configurationFile) : existing;
}

function introduction(run: LintRun, peers: readonly PeerSettings[], carried: readonly Carried[]): string {
  const taken = carried.map(({ rule, severity }) => `  ${rule}: ${severity}\n`).join("");
  return [
    foundText(run),
    ...peers.map(peerText),
    ...(taken === "" ? [] : [`Severities carried over:\n${taken}`]),
    `Today: ${verdict(run.result)}\n`,
  ].join("\n");
}

async function write(
  run: LintRun,
  root: string,
  carried: readonly Carried[],
  options: OptionValues,
  io: Io,
): Promise<void> {
  await io.stdout.write("\n");
  if (await agreed(`Write ${configurationFile}?`, options, io)) {
    writeWhole(join(root, configurationFile), configurationFile, configurationText(carried));
    await io.stdout.write(`Wrote ${configurationFile}\n`);
  }
  if (existsSync(join(root, defaultBaseline))) {
    await io.stdout.write(
      `${defaultBaseline} is there already and stays; archlint baseline --update takes in what is new\n`,
    );
  } else if (!options["no-baseline"] && run.remembered.length > 0) {
    const question = `Write ${count(run.remembered.length, "finding")} of today into ${defaultBaseline}, so that only new ones are shown?`;
    if (await agreed(question, options, io)) await writeBaseline(run, root, defaultBaseline, io);
  }
  if (options.hook) await io.stdout.write(`${writeHook(root)}\n`);
  await io.stdout.write("Next: npx archlint\n");
}

/** An empty answer is a yes: who came here wants to begin. */
async function agreed(question: string, { yes }: OptionValues, { ask }: Io): Promise<boolean> {
  if (yes || !ask) return yes;
  return /^(?:|y|yes)$/i.test((await ask(`${question} [Y/n] `)).trim());
}
