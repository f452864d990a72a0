import { splitNames } from "./list-files.ts";
import { runGit } from "./run-git.ts";

/** Where the default branch may be, in the order in which it is believed. */
const defaultBranches = ["origin/HEAD", "origin/main", "origin/master", "main", "master"];

/**
 * The commit where HEAD left the default branch: its hash, or null when there is no repository, no commit, no default
 * branch, no common commit (a shallow clone), or when HEAD is that commit.
 */
export function gitBase(root: string): string | null {
  const head = commit(root, "HEAD");
  if (head === null) return null;
  const branch = defaultBranches.find((name) => commit(root, name) !== null);
  if (branch === undefined) return null;
  const base = firstLine(root, ["merge-base", "HEAD", branch]);
  return base === head ? null : base;
}

/**
 * The files that are new since the git base: committed since, staged, or untracked and not ignored. On the default
 * branch itself, that is what is not committed. Null when git knows no commit here. Renamed files are not new.
 */
export function filesAddedSince(root: string): ReadonlySet<string> | null {
  const since = gitBase(root) ?? commit(root, "HEAD");
  if (since === null) return null;
  // Against the index, not the work tree: comparing contents could run the filters that a repository configures.
  const staged = runGit(root, ["diff", "--cached", "--relative", "--name-only", "--diff-filter=A", "--find-renames", "--no-ext-diff", "-z", since]);
  const untracked = runGit(root, ["ls-files", "--others", "--exclude-standard", "-z"]);
  if (!staged.ok || !untracked.ok) return null;
  return new Set([...splitNames(staged.stdout).names, ...splitNames(untracked.stdout).names].toSorted());
}

function commit(root: string, name: string): string | null {
  return firstLine(root, ["rev-parse", "--verify", "--quiet", "--end-of-options", `${name}^{commit}`]);
}

function firstLine(root: string, args: readonly string[]): string | null {
  const answer = runGit(root, args);
  const line = answer.ok ? answer.stdout.toString("utf8").split("\n", 1)[0] : "";
  return line === undefined || line === "" ? null : line;
}
