import type { Invocation } from "../commands.ts";
import { exitCodes } from "../exit-code.ts";
import type { Io } from "../io.ts";
import { pathsWithin, projectRoot } from "../project-root.ts";
import { survey } from "../survey.ts";
import { UsageError } from "../usage-error.ts";

/** `archlint --print-config [file]`: the configuration as decided, for the project or for one file, and where each value comes from. */
export async function printConfig({ args, options }: Invocation, io: Io): Promise<number> {
  const root = projectRoot(options, io);
  const [file = null, ...others] = pathsWithin(root, args);
  if (others.length > 0) throw new UsageError("--print-config takes one file");
  const { config, rules } = await survey(root, options);
  const settings = rules.map(({ id }) => {
    const state = config.rule(id, file);
    const origin = config.origin(id, file);
    return [
      id,
      { severity: state.severity, from: origin.severity, options: state.options, optionsFrom: origin.options },
    ] as const;
  });
  const json = {
    file: config.file,
    preset: config.preset,
    ignore: config.ignore,
    history: { newest: config.newestMigrations, from: config.judgedFrom, release: config.release },
    guards: config.guards,
    services: config.services,
    postgresVersion: config.postgresVersion,
    // What is not here is the default.
    from: config.origins,
    rules: Object.fromEntries(settings),
    warnings: config.warnings,
  };
  await io.stdout.write(`${JSON.stringify(json, null, 2)}\n`);
  return exitCodes.clean;
}
