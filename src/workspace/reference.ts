import { posix } from "node:path";

export type Refusal = "outside" | "missing";

/**
 * The path, relative to the project root, that `reference` names when it is written in the file `from`; or why it
 * names none. Only the text is looked at: the disk is not asked, so links are not followed here.
 *
 * A fragment is cut off and `%XX` decoded, as RFC 3986 says of references. Whatever has a scheme, a host or an
 * absolute path is outside, and so is git's own folder: it may hold credentials, and no artefact refers into it.
 */
export function referencedPath(
  from: string,
  reference: string,
): { readonly path: string } | { readonly refused: Refusal } {
  const hash = reference.indexOf("#");
  const written = decode(hash === -1 ? reference : reference.slice(0, hash));
  if (written === "") return { path: from };
  if (written.includes("\0")) return { refused: "missing" };
  // One letter and a colon is a Windows drive; more letters are a scheme.
  if (/^[a-z][a-z0-9+.-]*:/i.test(written) || /^[/\\]/.test(written)) return { refused: "outside" };
  const path = posix.join(posix.dirname(from), written);
  if (path === ".." || path.startsWith("../") || isGitInternal(path)) return { refused: "outside" };
  return { path };
}

/** Git's own folder, at any depth (a submodule has one as well, or a file of that name). */
export function isGitInternal(path: string): boolean {
  return /(?:^|\/)\.git(?:\/|$)/i.test(path);
}

function decode(reference: string): string {
  if (!reference.includes("%")) return reference;
  try {
    return decodeURIComponent(reference);
  } catch {
    // Not percent-encoding after all: a file may be called `100%.yaml`.
    return reference;
  }
}
