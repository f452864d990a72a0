import { join, resolve, sep } from "node:path";
import { listEntries, type GitEntry } from "./git-objects.ts";
import { firstLine, headOf } from "./git.ts";
import { splitNames } from "./names.ts";
import { notARepository, runGit } from "./run-git.ts";

/** What the next commit would hold, and how that differs from what it follows. Paths are relative to the root. */
export interface Staged {
  /** The file of the index, absolute, where it is not the repository's own. */
  readonly index: string | undefined;
  readonly entries: ReadonlyMap<string, GitEntry>;
  /** The commits it will follow: HEAD, and in a merge the other side; none before the first commit. */
  readonly parents: readonly Parent[];
  /** Files that are new, renamed or have other contents than in every parent. A changed mode alone is no change. */
  readonly changed: ReadonlySet<string>;
  /** Whether nothing at all is staged below the root. */
  readonly nothing: boolean;
}

interface Parent {
  readonly commit: string;
  readonly entries: ReadonlyMap<string, GitEntry>;
}

/**
 * Reads what is staged; `missing` says why it cannot be.
 *
 * @param given the index that git gave to its hook (GIT_INDEX_FILE), where there is one
 */
export function readStaged(root: string, given?: string): Staged | { readonly missing: string } {
  const inside = runGit(root, ["rev-parse", "--is-inside-work-tree"]);
  if (!inside.ok) return { missing: inside.reason === notARepository ? "this is no git repository" : inside.reason };
  if (inside.stdout.toString("utf8").trim() !== "true")
    return { missing: "this is git's own folder or a bare repository, which has no index: run it in a work tree" };
  const index = indexOfHook(root, given);
  const conflicts = runGit(root, ["ls-files", "--unmerged", "-z"], { index });
  if (!conflicts.ok) return { missing: conflicts.reason };
  const conflict = splitNames(conflicts.stdout).names[0]?.split("\t")[1];
  if (conflict !== undefined)
    return {
      missing: `${conflict} is in conflict, so nobody can say what will be committed: resolve it and git add it`,
    };
  const entries = listEntries(root, null, index);
  const head = headOf(root);
  const merged = firstLine(root, ["rev-parse", "--verify", "--quiet", "MERGE_HEAD"]);
  const parents = [head, merged].flatMap((commit) =>
    commit === null ? [] : [{ commit, entries: listEntries(root, commit) }],
  );
  const changed = [...entries].filter(([path, entry]) =>
    parents.every((parent) => differs(parent.entries.get(path), entry)),
  );
  const [first] = parents;
  return {
    index,
    entries,
    parents,
    changed: new Set(changed.map(([path]) => path)),
    nothing: first
      ? first.entries.size === entries.size &&
        [...entries].every(([path, entry]) => !differs(first.entries.get(path), entry))
      : entries.size === 0,
  };
}

function differs(before: GitEntry | undefined, now: GitEntry): boolean {
  return before?.id !== now.id || before.link !== now.link;
}

/**
 * `git commit -a` and `git commit <paths>` give their hook an index of its own. A relative name starts at the top of the
 * work tree, where git runs hooks. One that is not of this repository is of whoever called: it is left.
 */
function indexOfHook(root: string, given: string | undefined): string | undefined {
  if (!given) return undefined;
  const top = firstLine(root, ["rev-parse", "--show-toplevel"]);
  const git = firstLine(root, ["rev-parse", "--absolute-git-dir"]);
  if (top === null || git === null) return undefined;
  const index = resolve(top, given);
  return index.startsWith(resolve(git) + sep) && index !== join(git, "index") ? index : undefined;
}
