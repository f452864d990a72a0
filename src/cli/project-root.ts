import { existsSync, statSync } from "node:fs";
import { isAbsolute, relative, resolve, sep } from "node:path";
import { didYouMean } from "../findings/did-you-mean.ts";
import { commandNames } from "./commands.ts";
import type { Io } from "./io.ts";
import type { OptionValues } from "./options.ts";
import { UsageError } from "./usage-error.ts";

/** The folder to work in, absolute: `--cwd`, or the process's own. */
export function projectRoot(options: OptionValues, io: Io): string {
  const root = resolve(io.cwd, options.cwd ?? ".");
  if (!statSync(root, { throwIfNoEntry: false })?.isDirectory())
    throw new UsageError(`--cwd ${options.cwd} is no folder`);
  return root;
}

/** The paths given, relative to the root, with `/`; none when one of them is the root itself. */
export function pathsWithin(root: string, given: readonly string[]): readonly string[] {
  const paths = given.map((path) => pathWithin(root, path));
  return paths.includes("") ? [] : paths;
}

/** A file, there or not, relative to the root, with `/`. */
export function fileWithin(root: string, given: string): string {
  const path = relative(root, resolve(root, given)).split(sep).join("/");
  if (path === ".." || path.startsWith("../") || isAbsolute(path))
    throw new UsageError(`${given} lies outside the project; --cwd chooses another one`);
  return path;
}

function pathWithin(root: string, given: string): string {
  const path = fileWithin(root, given);
  if (existsSync(resolve(root, given))) return path;
  const command = /[/.]/.test(given) ? "" : didYouMean(given, commandNames);
  throw new UsageError(`there is no file or folder ${given}, and no such command${command}`);
}
