import { join } from "node:path";
import { count } from "../../reporters/count.ts";
import { printable } from "../../reporters/printable.ts";
import { casesIn } from "../../tester/cases.ts";
import { expectedFile, runCase } from "../../tester/run-case.ts";
import { openTree } from "../../workspace/disk-tree.ts";
import type { Command } from "../commands.ts";
import { configurationOf } from "../configuration.ts";
import { everyRule } from "../every-rule.ts";
import { exitCodes } from "../exit-code.ts";
import { pathsWithin, projectRoot } from "../project-root.ts";
import { UsageError } from "../usage-error.ts";
import { writeWhole } from "../write-file.ts";

const defaultFolder = "test/archlint";

/** `archlint test [folder]`: the project's own `bad-*` and `good-*` folders against its own configuration and rules. */
export const testCommand: Command = async ({ args, options }, io) => {
  if (args.length > 1) throw new UsageError("archlint test takes one folder");
  const root = projectRoot(options, io);
  const [folder = "."] = pathsWithin(root, [args[0] ?? defaultFolder]);
  const loaded = await configurationOf(root, options);
  const rules = (await everyRule(loaded)).map((rule) => rule.id as string);
  const { cases, problems } = casesIn(openTree(join(root, folder)).files, rules);
  if (problems.length > 0) throw new UsageError(problems.map((problem) => `${folder}/${problem}`).join("\n"));
  if (cases.length === 0)
    throw new UsageError(
      `there is no folder bad-… or good-… with files under ${folder}; archlint test has nothing to run`,
    );

  let failed = 0;
  let written = 0;
  let crashed = false;
  for (const one of cases) {
    const result = await runCase(one, join(root, folder, one.name), loaded);
    const isUpdated = options.update && result.failure !== null && result.canBeExpected;
    const state = result.failure === null ? "ok     " : isUpdated ? "written" : "FAILED ";
    if (isUpdated) {
      const file = `${folder}/${one.name}/${expectedFile}`;
      writeWhole(join(root, file), file, result.report);
      written++;
    } else if (result.failure !== null) failed++;
    crashed ||= result.crashed;
    await io.stdout.write(`${state}  ${printable(one.name)}\n`);
    if (result.failure !== null && !isUpdated) await io.stdout.write(`${indented(result.failure)}\n`);
  }
  const read = written > 0 ? `, ${written} written anew: read ${written === 1 ? "it" : "them"}` : "";
  await io.stdout.write(`${count(cases.length, "case")}, ${failed} failed${read}\n`);
  return crashed ? exitCodes.failure : failed > 0 ? exitCodes.findings : exitCodes.clean;
};

function indented(text: string): string {
  return text
    .trimEnd()
    .split("\n")
    .map((line) => (line === "" ? "" : `    ${line}`))
    .join("\n");
}
