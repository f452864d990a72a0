import { realpathSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { isGitInternal, type Refusal } from "./reference.ts";

export type Confined =
  | { readonly file: string; readonly size: number }
  | { readonly refused: Refusal; readonly reason: string };

/**
 * The regular file that `path` leads to, over all links, relative to the root; refused when it is not in the root.
 * `root` is a real path. What is no regular file (a folder, a pipe that would never end) counts as missing.
 */
export function confine(root: string, path: string): Confined {
  let real: string;
  try {
    real = realpathSync.native(join(root, path));
  } catch (error) {
    return { refused: "missing", reason: reasonOf(error) };
  }
  const inside = relative(root, real).split(sep).join("/");
  if (
    inside === "" ||
    inside === ".." ||
    inside.startsWith("../") ||
    /^[a-z]:|^\//i.test(inside) ||
    isGitInternal(inside)
  ) {
    return {
      refused: inside === "" ? "missing" : "outside",
      reason: inside === "" ? "it is a folder" : "it is a link out of the project",
    };
  }
  const stats = statSync(real, { throwIfNoEntry: false });
  if (!stats?.isFile())
    return { refused: "missing", reason: stats?.isDirectory() ? "it is a folder" : "it is no regular file" };
  return { file: inside, size: stats.size };
}

/** The words for a file system error, without the path that Node puts into its message. */
export function reasonOf(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  if (code === "ENOENT" || code === "ENOTDIR") return "it does not exist, or is a link to nothing";
  if (code === "ELOOP") return "it is a link that leads back to itself";
  if (code === "EACCES" || code === "EPERM") return "permission denied";
  if (code === "EISDIR") return "it is a folder";
  if (code === "ENAMETOOLONG") return "its name is too long";
  return code === undefined ? "it cannot be read" : `it cannot be read (${code})`;
}
