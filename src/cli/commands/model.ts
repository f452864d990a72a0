import { didYouMean } from "../../findings/did-you-mean.ts";
import type { LintRun } from "../../engine/lint.ts";
import type { Place } from "../../findings/place.ts";
import type { Command } from "../commands.ts";
import { exitCodes } from "../exit-code.ts";
import type { OptionValues } from "../options.ts";
import { runLint } from "../run-lint.ts";
import { UsageError } from "../usage-error.ts";
import { apiJson } from "../model-json/api.ts";
import type { LineOf } from "../model-json/at.ts";
import { codeJson } from "../model-json/code.ts";
import { decisionsJson } from "../model-json/decisions.ts";
import { modulesJson } from "../model-json/modules.ts";
import { momentsOf } from "../model-json/moments.ts";
import { schemaJson } from "../model-json/schema.ts";
import { systemJson } from "../model-json/system.ts";

type ModelOptions = Pick<OptionValues, "at">;

const parts: Readonly<Record<string, (run: LintRun, lineOf: LineOf, options: ModelOptions) => object>> = {
  api: ({ project }, lineOf) => apiJson(project, lineOf),
  schema: ({ project }, lineOf, { at }) => schemaJson(momentsOf(project.histories, at), lineOf),
  code: ({ project }, lineOf) => codeJson(project.code, lineOf),
  modules: ({ project }, lineOf) => modulesJson(project.code, lineOf),
  decisions: ({ project }, lineOf) => decisionsJson(project.decisions, lineOf),
  system: ({ project }) => systemJson(project),
};

/** `archlint model <part>`: what archlint saw, as JSON; the schema also as SQL. */
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
  const format = formatOf(options.format, name as string);
  if (options.at !== undefined && name !== "schema")
    throw new UsageError(`--at is for archlint model schema: only the schema has a history, not ${name}`);
  const run = await runLint(options, io, { check: false });
  const lineOf = (place: Place): number => run.locator.line(place);
  await io.stdout.write(
    format === "sql" ? await sqlOf(run, options) : `${JSON.stringify(part(run, lineOf, options), null, 2)}\n`,
  );
  for (const finding of run.result.findings.filter(({ rule }) => rule === "archlint/crashed"))
    await io.stderr.write(`archlint: ${finding.message}\n`);
  return run.result.crashed ? exitCodes.failure : exitCodes.clean;
};

/** Most who look at a model want no DDL: what prints it is loaded for those who do. */
async function sqlOf({ project }: LintRun, { at }: ModelOptions): Promise<string> {
  const moments = momentsOf(project.histories, at);
  const { schemaSql } = await import("../model-sql/schema.ts");
  return schemaSql(moments);
}

function formatOf(given: readonly string[], part: string): "json" | "sql" {
  const [format = "json", ...others] = given;
  if (others.length > 0) throw new UsageError("archlint model prints in one format");
  if (format === "json") return "json";
  if (format === "sql" && part === "schema") return "sql";
  throw new UsageError(
    `archlint model ${part} prints ${part === "schema" ? "as json or as sql" : "as json"}, not as ${format}`,
  );
}
