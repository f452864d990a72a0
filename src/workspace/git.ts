import { splitNames } from "./names.ts";
import { runGit, type GitOptions } from "./run-git.ts";

/** Where the default branch may be, in the order in which it is believed. */
const defaultBranches = [
  "refs/remotes/origin/HEAD",
  "refs/remotes/origin/main",
  "refs/remotes/origin/master",
  "refs/heads/main",
  "refs/heads/master",
];

/**
 * The commit where HEAD left the default branch: its hash, or null when there is no repository, no commit, no default
 * branch, no common commit (a shallow clone), or when HEAD is that commit.
 */
export function gitBase(root: string): string | null {
  const head = headOf(root);
  return head === null ? null : baseOf(root, head);
}

/** What happened since the git base: paths relative to the root, sorted by code unit. */
export interface ChangesSinceBase {
  /** Committed since, staged, or untracked and not ignored. Renamed files are not new. */
  readonly added: ReadonlySet<string>;
  /** Known to the base, and other contents now. */
  readonly modified: ReadonlySet<string>;
}

/**
 * What changed since the git base; on the default branch itself, what is not committed. Null when git knows no commit
 * here, or the commit knows nothing of this folder: then nothing can be told from everything being new.
 *
 * @param commit the base, where the caller knows better
 * @param index the index that is asked, absolute, where it is not the repository's own
 */
export function changesSinceBase(root: string, commit?: string, index?: string): ChangesSinceBase | null {
  const head = headOf(root);
  if (head === null || namesFrom(root, ["ls-tree", "--name-only", "-z", head])?.length === 0) return null;
  const base = commit ?? baseOf(root, head) ?? head;
  // Against the index, not the work tree: comparing contents could run the filters that a repository configures.
  const added = differing(root, ["--cached", base], "A", { index });
  const modified = differing(root, ["--cached", base], "M", { index });
  const untracked = namesFrom(root, ["ls-files", "--others", "--exclude-standard", "-z"]);
  if (added === null || modified === null || untracked === null) return null;
  return { added: new Set([...added, ...untracked].toSorted()), modified: new Set(modified.toSorted()) };
}

/** What changed from one commit to another, as {@link changesSinceBase} says it; null when git cannot tell. */
export function changesBetween(root: string, from: string, to: string): ChangesSinceBase | null {
  const added = differing(root, [from, to], "A");
  const modified = differing(root, [from, to], "M");
  return added && modified && { added: new Set(added.toSorted()), modified: new Set(modified.toSorted()) };
}

function differing(
  root: string,
  between: readonly string[],
  filter: "A" | "M",
  options?: GitOptions,
): readonly string[] | null {
  const flags = ["--relative", "--name-only", `--diff-filter=${filter}`, "--find-renames", "--no-ext-diff", "-z"];
  return namesFrom(root, ["diff", ...flags, ...between], options);
}

/** The commit that is checked out; null without one. */
export function headOf(root: string): string | null {
  return firstLine(root, ["rev-parse", "--verify", "--quiet", "HEAD^{commit}"]);
}

/** The day of the commit that is checked out, `YYYY-MM-DD` where it was made; null without one. */
export function commitDay(root: string): string | null {
  return firstLine(root, ["log", "-1", "--format=%cs", "HEAD"]);
}

function baseOf(root: string, head: string): string | null {
  const branch = defaultBranch(root);
  if (branch === null || branch.commit === head) return null;
  const base = mergeBase(root, head, branch.commit);
  return base === head ? null : base;
}

/** The default branch as git knows it here; null when it knows none, as in a clone of one other branch. */
export function defaultBranch(root: string): { readonly name: string; readonly commit: string } | null {
  const refs = runGit(root, ["for-each-ref", "--format=%(refname) %(objectname)", ...defaultBranches]);
  if (!refs.ok) return null;
  const commits = new Map(
    refs.stdout
      .toString("utf8")
      .split("\n")
      .map((line) => line.split(" ") as [string, string]),
  );
  const name = defaultBranches.find((branch) => commits.has(branch));
  const commit = name === undefined ? undefined : commits.get(name);
  return name === undefined || commit === undefined ? null : { name, commit };
}

/** The last commit that both have; null when they have none in common, as in a shallow clone. */
export function mergeBase(root: string, one: string, other: string): string | null {
  return firstLine(root, ["merge-base", one, other]);
}

/** The first line git prints; null when it fails or prints nothing. */
export function firstLine(root: string, args: readonly string[]): string | null {
  const answer = runGit(root, args);
  const line = answer.ok ? answer.stdout.toString("utf8").split("\n", 1)[0] : "";
  return line === undefined || line === "" ? null : line;
}

function namesFrom(root: string, args: readonly string[], options?: GitOptions): readonly string[] | null {
  const answer = runGit(root, args, options);
  return answer.ok ? splitNames(answer.stdout).names : null;
}
