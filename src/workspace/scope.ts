import { existsSync, realpathSync } from "node:fs";
import { isAbsolute, join, relative, sep } from "node:path";
import type { DiskTree } from "./disk-tree.ts";

/** The files that findings are limited to. */
export interface Scope {
  includes(file: string): boolean;
  /** The paths that name no file of the project, each with why and what to do; in the order given. */
  readonly unmatched: readonly string[];
}

/**
 * Understands the paths of the command line: files or folders, absolute or relative to the root. They are no globs,
 * since a shell has expanded those. No paths at all mean every file.
 */
export function scopeOf(tree: Pick<DiskTree, "root" | "files">, paths: readonly string[]): Scope {
  if (paths.length === 0) return { includes: () => true, unmatched: [] };
  const wanted: string[] = [];
  const unmatched: string[] = [];
  for (const path of paths) {
    const named = insideRoot(tree.root, path);
    if (named === null) unmatched.push(`\`${path}\` is outside the project`);
    else if (named === "" || tree.files.some((file) => covers(named, file))) wanted.push(named);
    else unmatched.push(reason(tree.root, path, named));
  }
  return { includes: (file) => wanted.some((name) => covers(name, file)), unmatched };
}

/** A path as the tree names it, over all links; null when it is outside. */
function insideRoot(root: string, path: string): string | null {
  const absolute = isAbsolute(path) ? path : join(root, path);
  const real = existsSync(absolute) ? realpathSync.native(absolute) : absolute;
  const inside = relative(root, real).split(sep).join("/");
  return inside === ".." || inside.startsWith("../") || isAbsolute(inside) ? null : inside;
}

function covers(name: string, file: string): boolean {
  return name === "" || file === name || file.startsWith(`${name}/`);
}

function reason(root: string, path: string, named: string): string {
  if (!existsSync(join(root, named))) return `\`${path}\` does not exist`;
  return `\`${path}\` holds no file of the project: it is empty, or git or the configuration's \`ignore\` leaves it out`;
}
