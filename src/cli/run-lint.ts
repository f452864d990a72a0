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
  const changed = changeOf(options);
  const today = todayOf(options.today, io.env);
  const run = await runnerOf(changed, options, io);
  const progress = new Progress(io);
  const timing = options.timing ? new (await import("./timing.ts")).Timing() : null;
  try {
    const done = await run({
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
      ...(timing && { stopwatch: timing.stopwatch }),
      onPhase: (phase) => {
        progress.phase(phase);
        timing?.phase(phase);
      },
      ...more,
    });
    if (timing) await io.stderr.write(timing.text());
    return done;
  } catch (error) {
    throw error instanceof NothingToCompare ? new UsageError(error.message) : error;
  } finally {
    await progress.done();
  }
}

/** Which change is asked for; the flags that say it exclude each other. */
function changeOf(options: OptionValues): "since" | "staged" | null {
  if (options.base !== undefined && options.against !== undefined)
    throw new UsageError("--base and --against both say what to compare with; give one of them");
  const since = options.since !== undefined || options["new-only"];
  if (since && options.staged)
    throw new UsageError("--staged shows what the next commit is about, and takes no --since and no --new-only");
  if (since && options.base !== undefined)
    throw new UsageError("--since says what to compare the contract with as well; leave out --base");
  if (options.staged && options.against !== undefined)
    throw new UsageError("--staged reads the index only, and --against a file of the work tree; give one of them");
  return since ? "since" : options.staged ? "staged" : null;
}

/** Each way to run is loaded alone. */
async function runnerOf(
  change: ReturnType<typeof changeOf>,
  options: OptionValues,
  { env }: Io,
): Promise<(given: LintOptions) => Promise<LintRun>> {
  if (change === "since") {
    const { lintSince } = await import("../engine/change/since.ts");
    return (given) => lintSince(given, { ref: options.since, newOnly: options["new-only"] });
  }
  if (change === "staged") {
    const { lintStaged } = await import("../engine/change/staged.ts");
    // pre-commit run --all-files: no commit is made, and green on nothing would be a trap.
    const index = env["GIT_INDEX_FILE"] || undefined;
    const allOfNothing = env["PRE_COMMIT"] === "1" && index === undefined;
    return (given) => lintStaged(given, { index, allOfNothing });
  }
  return (await import("../engine/lint.ts")).lint;
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
