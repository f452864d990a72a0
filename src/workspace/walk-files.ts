import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Ignore } from "ignore";
import { ignore } from "../packages/ignore.ts";
import { isBroken } from "./names.ts";

interface Level {
  /** The folder of a `.gitignore`, with a slash at its end; `""` for the root. */
  readonly prefix: string;
  readonly rules: Ignore;
}

/**
 * Every file below `root` that no `.gitignore` on the way down excludes. A walk of our own, since an excluded folder must
 * not be entered (it is where the hundred thousand files are) and the rules of a folder are known only on
 * arrival. Links are listed and never followed, so a loop of them is harmless. Folders that cannot be read are left.
 */
export function walkFiles(root: string): { paths: string[]; unnameable: string[] } {
  const paths: string[] = [];
  const unnameable: string[] = [];
  const pending: { folder: string; levels: readonly Level[] }[] = [{ folder: "", levels: [] }];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { folder } = next;
    const entries = entriesOf(join(root, folder));
    const levels = entries.some((entry) => entry.name === ".gitignore")
      ? [...next.levels, levelOf(root, folder)]
      : next.levels;
    for (const entry of entries) {
      if (entry.name === ".git" || entry.name === "node_modules") continue;
      const path = folder + entry.name;
      if (isBroken(entry.name)) unnameable.push(path);
      else if (entry.isDirectory()) {
        if (!isIgnored(`${path}/`, levels)) pending.push({ folder: `${path}/`, levels });
      } else if ((entry.isFile() || entry.isSymbolicLink()) && !isIgnored(path, levels)) paths.push(path);
    }
  }
  return { paths, unnameable };
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

function levelOf(root: string, prefix: string): Level {
  const rules = ignore({ ignorecase: false });
  try {
    rules.add(readFileSync(join(root, prefix, ".gitignore"), "utf8"));
  } catch {
    // A folder of that name, or one that cannot be read: git goes on without it too.
  }
  return { prefix, rules };
}

/** The innermost `.gitignore` that says anything decides. */
function isIgnored(path: string, levels: readonly Level[]): boolean {
  for (const { prefix, rules } of levels.toReversed()) {
    const verdict = rules.test(path.slice(prefix.length));
    if (verdict.ignored || verdict.unignored) return verdict.ignored;
  }
  return false;
}
