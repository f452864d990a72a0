import { commands, type Invocation } from "./commands.ts";
import { exitCodes } from "./exit-code.ts";
import { helpText } from "./help.ts";
import type { Io } from "./io.ts";
import { parseCommandLine } from "./parse.ts";
import { UsageError } from "./usage-error.ts";
import { version } from "./version.ts";

/** Runs archlint once and answers with the exit code; never throws. */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  try {
    return await dispatch(parseCommandLine(argv), io);
  } catch (error) {
    await io.stderr.write(failureText(error, argv.includes("--debug")));
    return exitCodes.failure;
  }
}

async function dispatch(invocation: Invocation, io: Io): Promise<number> {
  const { command, options } = invocation;
  if (options.version || options.help) {
    await io.stdout.write(options.version ? `${version()}\n` : helpText(command, version()));
    return exitCodes.clean;
  }
  const execute = await commands[command].load();
  return execute(invocation, io);
}

/** One line for a mistake of the user's; for a fault of archlint's own, also how to report it. */
function failureText(error: unknown, debug: boolean): string {
  const thrown = error instanceof Error ? error : new Error(String(error));
  if (thrown instanceof UsageError) return `archlint: ${thrown.message}\nSee archlint --help.\n`;
  if (thrown.name === "ConfigError") return `archlint: ${thrown.message}\n`;
  const stack = debug ? `${thrown.stack ?? thrown.message}\n` : "";
  const how = debug ? "please report it with the lines above" : "run again with --debug and report what it prints";
  return `${stack}archlint: internal error: ${thrown.message.split("\n", 1)[0]}\nThis is a fault of archlint, not of your project; ${how}.\n`;
}
