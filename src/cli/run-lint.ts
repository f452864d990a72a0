import { resolve } from "node:path";
import { NothingToCompare } from "../engine/nothing-to-compare.ts";
import type { LintOptions, LintRun } from "../engine/lint.ts";
import type { Io } from "./io.ts";
import type { OptionValues } from "./options.ts";
import { Progress } from "./progress.ts";
import { todayOf } from "./today.ts";
import { projectRoot } from "./project-root.ts";
import { UsageError } from "./usage-error.ts";

/** Runs the engine as the flags say, with progress where it is long. The engine is loaded here, not before. */
export async function runLint(
  options: OptionValues,
  io: Io,
  more: Pick<LintOptions, "paths" | "check" | "baseline" | "all" | "config"> = {},
): Promise<LintRun> {
  if (options.base !== undefined && options.against !== undefined)
    throw new UsageError("--base and --against both say what to compare with; give one of them");
  const today = todayOf(options.today, io.env);
  const { lint } = await import("../engine/lint.ts");
  const progress = new Progress(io);
  try {
    return await lint({
      cwd: projectRoot(options, io),
      only: options.only,
      skip: options.skip,
      all: options.all,
      history: options.history,
      staticConfig: options["static-config"],
      ...configOf(options),
      ...(options.base === undefined ? {} : { base: options.base }),
      ...(options.against === undefined ? {} : { against: resolve(io.cwd, options.against) }),
      ...baselineOf(options),
      ...(today === undefined ? {} : { today }),
      onPhase: (phase) => progress.phase(phase),
      ...more,
    });
  } catch (error) {
    throw error instanceof NothingToCompare ? new UsageError(error.message) : error;
  } finally {
    await progress.done();
  }
}

function baselineOf(options: OptionValues): Pick<LintOptions, "baseline"> {
  if (!options["no-baseline"]) return options.baseline === undefined ? {} : { baseline: options.baseline };
  if (options.baseline !== undefined)
    throw new UsageError("--baseline names the file that --no-baseline leaves unread");
  return { baseline: false };
}

function configOf(options: OptionValues): Pick<LintOptions, "config"> {
  if (options["no-config"]) return { config: {} };
  return options.config === undefined ? {} : { config: { file: options.config } };
}
