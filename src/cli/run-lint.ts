import type { LintOptions, LintRun } from "../engine/lint.ts";
import type { Io } from "./io.ts";
import type { OptionValues } from "./options.ts";
import { Progress } from "./progress.ts";
import { projectRoot } from "./project-root.ts";

/** Runs the engine as the flags say, with progress where it is long. The engine is loaded here, not before. */
export async function runLint(
  options: OptionValues,
  io: Io,
  more: Pick<LintOptions, "paths" | "check"> = {},
): Promise<LintRun> {
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
      onPhase: (phase) => progress.phase(phase),
      ...more,
    });
  } finally {
    await progress.done();
  }
}

function configOf(options: OptionValues): Pick<LintOptions, "config"> {
  if (options["no-config"]) return { config: {} };
  return options.config === undefined ? {} : { config: { file: options.config } };
}
