import { splitNames } from "./names.ts";
import { runGit } from "./run-git.ts";
import { walkFiles } from "./walk-files.ts";

/** Paths as listed, neither sorted nor looked at on the disk. */
export interface RawList {
  readonly paths: readonly string[];
  readonly source: "git" | "walk";
  /** Why git did not answer; null when it did. */
  readonly withoutGit: string | null;
  /** Names that are not UTF-8, as far as they can be shown: they cannot be addressed. */
  readonly unnameable: readonly string[];
}

/** What git tracks or would add in `root`, which may be a folder inside a work tree; else a walk honouring `.gitignore`. */
export function listFiles(root: string): RawList {
  const answer = runGit(root, ["ls-files", "--cached", "--others", "--exclude-standard", "-z"]);
  if (!answer.ok) return walked(root, answer.reason);
  const { names, unnameable } = splitNames(answer.stdout);
  // A project in a folder that an outer repository ignores (a home directory under git) is a project all the same.
  if (names.length + unnameable.length === 0) return walked(root, "git lists no file here");
  return { paths: names, source: "git", withoutGit: null, unnameable };
}

function walked(root: string, withoutGit: string): RawList {
  const { paths, unnameable } = walkFiles(root);
  return { paths, source: "walk", withoutGit, unnameable };
}
