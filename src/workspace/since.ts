import { noHead } from "./base.ts";
import { defaultBranch, firstLine, headOf, mergeBase } from "./git.ts";

/** The commit that is gone back to, and what it was named by. */
export interface Since {
  readonly commit: string;
  readonly name: string;
}

/**
 * Where HEAD left `ref`; without one, where it left the default branch, on which it is HEAD itself. `missing` says why
 * there is no such commit and what to fetch. No other commit is taken instead: what it has would count as mended here.
 */
export function findSince(root: string, ref?: string): Since | { readonly missing: string } {
  const head = headOf(root);
  if (head === null) return { missing: noHead(root).missing };
  const shallow = firstLine(root, ["rev-parse", "--is-shallow-repository"]) === "true";
  const target = ref === undefined ? defaultBranch(root) : named(root, ref);
  if (target === null) {
    if (ref === undefined)
      return {
        missing: `git knows no default branch here; name the commit to go back to (--since)${shallow ? `, and ${remedy}` : ""}`,
      };
    return {
      missing: `git knows no commit \`${ref}\` here; ${shallow ? `this clone is shallow: ${remedy}` : "correct its name, or fetch it first (git fetch origin)"}`,
    };
  }
  const commit = mergeBase(root, head, target.commit);
  if (commit !== null) return { commit, name: shortened(target.name) };
  const why = `HEAD has no commit in common with \`${shortened(target.name)}\``;
  return { missing: shallow ? `${why} in this clone, which is shallow: ${remedy}` : why };
}

const remedy =
  "fetch its history: fetch-depth: 0 of actions/checkout, GIT_DEPTH: 0 on GitLab, or git fetch --unshallow";

function named(root: string, ref: string): Since | null {
  // What begins with a dash would be an option of git's.
  const commit = ref.startsWith("-") ? null : firstLine(root, ["rev-parse", "--verify", "--quiet", `${ref}^{commit}`]);
  return commit === null ? null : { commit, name: ref };
}

function shortened(name: string): string {
  return name.replace(/^refs\/(?:remotes|heads)\//, "");
}
