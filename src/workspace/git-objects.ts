import { splitNames } from "./names.ts";
import { runGit } from "./run-git.ts";

/** A file as git keeps it: its blob, and whether that holds the target of a symbolic link. */
export interface GitEntry {
  readonly id: string;
  readonly link: boolean;
}

/**
 * The files below `root` of a commit, or of the index when it is null, by their paths from there. Submodules are left:
 * each is a project of its own. Throws an Error with git's reason.
 *
 * @param index the file of the index, absolute; default: the repository's own
 */
export function listEntries(root: string, commit: string | null, index?: string): ReadonlyMap<string, GitEntry> {
  const args = commit === null ? ["ls-files", "--stage", "-z"] : ["ls-tree", "-r", "-z", commit];
  const answer = runGit(root, args, { index });
  if (!answer.ok) throw new Error(`cannot list the files of ${commit ?? "the index"}: ${answer.reason}`);
  const entries = new Map<string, GitEntry>();
  for (const line of splitNames(answer.stdout).names) {
    // `100644 blob <id>\t<path>` of a tree, `100644 <id> <stage>\t<path>` of the index.
    const [, mode, id, stage, path] = /^(\d+) (?:blob )?([0-9a-f]+)(?: (\d))?\t(.*)$/s.exec(line) ?? [];
    // The sides of a conflict (stages 1 to 3) are no contents of the index.
    if (mode === undefined || id === undefined || path === undefined || (stage ?? "0") !== "0") continue;
    if (mode !== "160000") entries.set(path, { id, link: mode === "120000" });
  }
  return entries;
}

/**
 * The contents of blobs, by one process, as they are stored: no filter of the repository's is run over them. What git
 * does not have (a partial clone) is left out.
 */
export function readBlobs(root: string, ids: readonly string[]): ReadonlyMap<string, Buffer> {
  const blobs = new Map<string, Buffer>();
  const answer = runGit(root, ["cat-file", "--batch"], { input: `${ids.join("\n")}\n` });
  // More than a process may hand over at once: by halves then.
  if (!answer.ok && ids.length > 1) {
    const half = ids.length >> 1;
    return new Map([...readBlobs(root, ids.slice(0, half)), ...readBlobs(root, ids.slice(half))]);
  }
  if (!answer.ok) return blobs;
  const { stdout } = answer;
  for (let at = 0; at < stdout.length;) {
    const end = stdout.indexOf(10, at);
    if (end < 0) break;
    const [id, type, size] = stdout.toString("latin1", at, end).split(" ");
    at = end + 1;
    if (id === undefined || type !== "blob") continue;
    const length = Number(size);
    blobs.set(id, stdout.subarray(at, at + length));
    at += length + 1;
  }
  return blobs;
}
