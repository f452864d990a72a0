import { defaultBranch, firstLine, headOf, mergeBase } from "./git.ts";
import { notARepository, runGit } from "./run-git.ts";

/**
 * The commit that the work tree is compared with, or why there is none. `first`: nothing was ever committed here, so there
 * is no earlier version to miss.
 */
export type Base = { readonly commit: string } | { readonly missing: string; readonly first?: true };

/**
 * Without a `ref`: the commit where HEAD left the default branch, and HEAD itself on that branch. With one: where HEAD
 * left it; the commit it names when the two have none in common. `missing` says, after "git …", what to do about it.
 */
export function findBase(root: string, ref?: string): Base {
  const head = headOf(root);
  if (head === null) return noHead(root);
  if (ref !== undefined) return named(root, head, ref);
  const branch = defaultBranch(root);
  const shallow = firstLine(root, ["rev-parse", "--is-shallow-repository"]) === "true";
  const remedy = shallow
    ? "this clone is shallow: fetch the whole history (actions/checkout: fetch-depth: 0)"
    : "name the commit to compare with (--base)";
  if (branch === null) return { missing: `git knows no default branch here; ${remedy}` };
  // A shallow clone of a pull request has a HEAD of its own, and no history behind it.
  const base = branch.commit === head ? head : mergeBase(root, head, branch.commit);
  return base === null ? { missing: `HEAD has no commit in common with ${branch.name}; ${remedy}` } : { commit: base };
}

/** Why there is no HEAD. */
export function noHead(root: string): { readonly missing: string; readonly first?: true } {
  const answer = runGit(root, ["rev-parse", "HEAD"]);
  if (answer.ok || answer.reason.startsWith("git failed"))
    return { missing: "git has no commit here yet", first: true };
  return { missing: answer.reason, ...(answer.reason === notARepository ? { first: true as const } : {}) };
}

function named(root: string, head: string, ref: string): Base {
  // What begins with a dash would be an option of git's.
  const commit = ref.startsWith("-") ? null : firstLine(root, ["rev-parse", "--verify", "--quiet", `${ref}^{commit}`]);
  if (commit === null) return { missing: `git knows no commit \`${ref}\` here; fetch it first, or correct its name` };
  return { commit: mergeBase(root, head, commit) ?? commit };
}
