import type { LintRun } from "../../engine/lint.ts";
import type { Command, Invocation } from "../commands.ts";
import { exitCodeOf } from "../exit-code.ts";
import { formatsOf } from "../formats.ts";
import { ownersIn } from "../grouping.ts";
import type { Io } from "../io.ts";
import type { OptionValues } from "../options.ts";
import { pathsWithin, projectRoot } from "../project-root.ts";
import { publish } from "../publish.ts";
import { runLint } from "../run-lint.ts";
import { UsageError } from "../usage-error.ts";

/** `archlint [paths]`: checks the project. */
export const lintCommand: Command = async (invocation, io) => {
  const { options } = invocation;
  if (options["list-files"]) return (await import("./list-files.ts")).listFiles(invocation, io);
  if (options["print-config"]) return (await import("./print-config.ts")).printConfig(invocation, io);
  return check(invocation, io);
};

async function check({ args, options }: Invocation, io: Io): Promise<number> {
  // Mistakes in the command are told before the work, not after it.
  const formats = formatsOf(options.format, io.env);
  const root = projectRoot(options, io);
  const paths = pathsWithin(root, args);
  if (options["group-by"] === "owner") await ownersIn(root);
  const run = await runLint(options, io, { paths });
  // A hook must not stop the first commits of a repository, which may hold nothing to check yet.
  if (!options.staged) mustHaveLooked(run, paths);
  mustHaveBaseline(run, options);
  const shown = options.quiet
    ? { ...run.result, findings: run.result.findings.filter((finding) => finding.severity === "error") }
    : run.result;
  const quieted = run.result.findings.length - shown.findings.length;
  for (const format of formats)
    await publish(format, { result: shown, context: run.context, root, options, quieted }, io);
  if (!formats.some((format) => format.name === "text")) await tellWarnings(run, io);
  if (options.debug)
    for (const crash of run.crashes)
      await io.stderr.write(`${crash.where}${crash.file ? ` on ${crash.file}` : ""}: ${crash.stack}\n`);
  return exitCodeOf(run.result, options);
}

/** A baseline that was named and is not there would show everything as new. */
function mustHaveBaseline({ baseline }: LintRun, options: OptionValues): void {
  if (options.baseline === undefined || baseline !== null) return;
  throw new UsageError(
    `there is no baseline ${options.baseline}; archlint baseline --baseline ${options.baseline} writes one`,
  );
}

/** Green on nothing is a trap: a run that read no file has failed. */
export function mustHaveLooked({ result, listed }: LintRun, paths: readonly string[]): void {
  const looked =
    "archlint looks for OpenAPI documents (a key `openapi` or `swagger` in YAML or JSON), PostgreSQL migrations, TypeScript or JavaScript of a backend, and ADRs";
  if (result.examined.totalFiles === 0) {
    throw new UsageError(
      `none of the project's ${listed.length} files can be checked; ${looked}. --list-files says why each was left`,
    );
  }
  const idle = paths.filter(
    (path) => !listed.some(({ file, taken }) => taken && (file === path || file.startsWith(`${path}/`))),
  );
  if (idle.length > 0)
    throw new UsageError(
      `nothing under ${idle.join(" and ")} can be checked; ${looked}. --list-files says why each file was left`,
    );
}

/** The text report has them; with the others a person must see them too. */
async function tellWarnings({ result }: LintRun, io: Io): Promise<void> {
  for (const warning of result.warnings) await io.stderr.write(`archlint: configuration: ${warning}\n`);
}
