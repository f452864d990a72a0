import { lstatSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { UsageError } from "./usage-error.ts";

/**
 * Writes a whole file or none of it: who is interrupted keeps the old one. A link is never followed, for it could lead out
 * of the project.
 *
 * @param path absolute
 * @param shown the file as people know it
 */
export function writeWhole(path: string, shown: string, text: string, mode = 0o666): void {
  if (lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink())
    throw new UsageError(`${shown} is a link; nothing was written`);
  const half = `${path}.${process.pid}.tmp`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(half, text, { mode });
    renameSync(half, path);
  } catch (error) {
    rmSync(half, { force: true });
    const { code, message } = error as NodeJS.ErrnoException;
    throw new UsageError(`${shown} cannot be written: ${code ?? message}`);
  }
}
