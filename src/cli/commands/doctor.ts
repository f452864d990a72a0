import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ConfigError } from "../../config/config-error.ts";
import type { LintRun } from "../../engine/lint.ts";
import { printable } from "../../reporters/printable.ts";
import type { Command } from "../commands.ts";
import { fail, ok, type Check } from "../doctor/check.ts";
import { checkParsers } from "../doctor/parsers.ts";
import { checksOf } from "../doctor/project.ts";
import { checkGit, checkNode } from "../doctor/surroundings.ts";
import { exitCodes } from "../exit-code.ts";
import { projectRoot } from "../project-root.ts";
import { runLint } from "../run-lint.ts";
import { UsageError } from "../usage-error.ts";
import { packageRoot, version } from "../version.ts";

/** `archlint doctor`: whether archlint can do here what it is for, and what to do where it cannot. */
export const doctorCommand: Command = async ({ args, options }, io) => {
  if (args.length > 0) throw new UsageError("archlint doctor takes no arguments; --cwd chooses the project");
  const root = projectRoot(options, io);
  const { engines } = JSON.parse(readFileSync(join(packageRoot(), "package.json"), "utf8")) as {
    engines: { node: string };
  };
  const checks: Check[] = [
    ok("archlint", version()),
    checkNode(process.version, engines.node),
    checkGit(root),
    await checkParsers(),
  ];
  const run = await projectRun(() => runLint(options, io));
  checks.push(...("failed" in run ? [run.failed] : checksOf(run, root)));
  await io.stdout.write(checks.map(line).join(""));
  const of = (state: Check["state"]): number => checks.filter((check) => check.state === state).length;
  await io.stdout.write(`${of("ok")} ok, ${of("warn")} to look at, ${of("fail")} to mend\n`);
  return of("fail") > 0 ? exitCodes.failure : exitCodes.clean;
};

/** A configuration or a baseline that cannot be used is what somebody came here for. */
async function projectRun(run: () => Promise<LintRun>): Promise<LintRun | { readonly failed: Check }> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return {
      failed: fail("configuration", printable(error.lines.join("; ")), "mend it: nothing is checked until then"),
    };
  }
}

function line({ state, about, found, remedy }: Check): string {
  const said = `${state.padEnd(4)}  ${about.padEnd(13)}  ${found}\n`;
  return remedy === undefined ? said : `${said}${" ".repeat(21)}${remedy}\n`;
}
