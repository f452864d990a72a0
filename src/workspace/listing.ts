import { lstatSync } from "node:fs";
import { join, posix } from "node:path";
import { compileGlob } from "./globs.ts";
import { confine } from "./confine.ts";
import { listFiles } from "./list-files.ts";

/** Where the list of files came from, and what was left out of it: nothing leaves silently. */
export interface Listing {
  readonly source: "git" | "walk";
  /** Why git did not answer; null when it did. */
  readonly withoutGit: string | null;
  /** Listed names that are not read: links out of the project, links to nothing, names that are not UTF-8. Sorted. */
  readonly refused: readonly { readonly file: string; readonly reason: string }[];
  /** Submodules and nested repositories: each is a project of its own. Sorted. */
  readonly nested: readonly string[];
  /** How many files the configuration's `ignore` took away. */
  readonly ignored: number;
  /** The globs of `ignore` that matched no file. */
  readonly unusedIgnores: readonly string[];
}

export interface ListedFiles {
  /** Real paths and their sizes in bytes, in order. */
  readonly sizes: ReadonlyMap<string, number>;
  readonly listing: Listing;
}

/** Lists and looks at every file of `root`, a real path. */
export function takeListing(root: string, ignore: readonly string[]): ListedFiles {
  const raw = listFiles(root);
  const sizes = new Map<string, number>();
  const refused = raw.unnameable.map((file) => ({ file, reason: "its name is not valid UTF-8" }));
  const nested: string[] = [];
  const isLinked = linkedFolders(root);
  for (const path of new Set(raw.paths)) {
    if (/(?:^|\/)node_modules(?:\/|$)/.test(path)) continue;
    // git shows a repository inside this one as a folder: with a slash when untracked, without when a submodule.
    const stats = path.endsWith("/") ? null : lstatSync(join(root, path), { throwIfNoEntry: false });
    if (stats === undefined) continue; // tracked, and deleted from the work tree
    if (stats === null || stats.isDirectory()) nested.push(path.replace(/\/$/, ""));
    else if (stats.isFile() && !isLinked(posix.dirname(path))) sizes.set(path, stats.size);
    else {
      const target = confine(root, path);
      if ("file" in target) sizes.set(target.file, target.size);
      // A link to a folder inside takes nothing away: its files are listed where they are.
      else if (target.refused === "outside" || target.reason !== "it is a folder")
        refused.push({ file: path, reason: target.reason });
    }
  }
  const matchers = ignore.map((glob) => ({ glob, matches: compileGlob(glob), used: false }));
  const kept = [...sizes].filter(([file]) => {
    const taking = matchers.filter((matcher) => matcher.matches(file));
    for (const matcher of taking) matcher.used = true;
    return taking.length === 0;
  });
  return {
    sizes: new Map(kept.toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))),
    listing: {
      source: raw.source,
      withoutGit: raw.withoutGit,
      refused: refused.toSorted((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0)),
      nested: nested.toSorted(),
      ignored: sizes.size - kept.length,
      unusedIgnores: matchers.filter((matcher) => !matcher.used).map((matcher) => matcher.glob),
    },
  };
}

/** Whether a folder is reached over a link: a tracked folder may have been replaced by one, and git still lists its files. */
function linkedFolders(root: string): (folder: string) => boolean {
  const known = new Map<string, boolean>([[".", false]]);
  const isLinked = (folder: string): boolean => {
    let linked = known.get(folder);
    if (linked === undefined) {
      linked =
        isLinked(posix.dirname(folder)) ||
        lstatSync(join(root, folder), { throwIfNoEntry: false })?.isSymbolicLink() === true;
      known.set(folder, linked);
    }
    return linked;
  };
  return isLinked;
}
