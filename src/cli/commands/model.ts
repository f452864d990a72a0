import { didYouMean } from "../../findings/did-you-mean.ts";
import type { LintRun } from "../../engine/lint.ts";
import type { Place } from "../../findings/place.ts";
import type { Command } from "../commands.ts";
import { exitCodes } from "../exit-code.ts";
import { runLint } from "../run-lint.ts";
import { UsageError } from "../usage-error.ts";
import { apiJson } from "../model-json/api.ts";
import type { LineOf } from "../model-json/at.ts";
import { codeJson } from "../model-json/code.ts";
import { decisionsJson } from "../model-json/decisions.ts";
import { modulesJson } from "../model-json/modules.ts";
import { schemaJson } from "../model-json/schema.ts";

const parts: Readonly<Record<string, (run: LintRun, lineOf: LineOf) => object>> = {
  api: ({ project }, lineOf) => apiJson(project, lineOf),
  schema: ({ project }, lineOf) => schemaJson(project.histories, lineOf),
  code: ({ project }, lineOf) => codeJson(project.code, lineOf),
  modules: ({ project }, lineOf) => modulesJson(project.code, lineOf),
  decisions: ({ project }, lineOf) => decisionsJson(project.decisions, lineOf),
};

/** `archlint model <part>`: what archlint saw, as JSON. */
export const modelCommand: Command = async ({ args, options }, io) => {
  const [name, ...others] = args;
  const names = Object.keys(parts);
  const part = name !== undefined && Object.hasOwn(parts, name) ? parts[name] : undefined;
  if (!part || others.length > 0) {
    const near = name === undefined ? "" : didYouMean(name, names);
    throw new UsageError(
      `archlint model prints one of ${names.join(", ")}${name !== undefined && !part ? `, not ${name}${near}` : ""}`,
    );
  }
  const run = await runLint(options, io, { check: false });
  const lineOf = (place: Place): number => run.locator.line(place);
  await io.stdout.write(`${JSON.stringify(part(run, lineOf), null, 2)}\n`);
  for (const finding of run.result.findings.filter(({ rule }) => rule === "archlint/crashed"))
    await io.stderr.write(`archlint: ${finding.message}\n`);
  return run.result.crashed ? exitCodes.failure : exitCodes.clean;
};
