/**
 * A file's path from the root of the repository, where GitHub looks for it; `prefix` is the project's own folder in it,
 * `""` at the root.
 */
export function repositoryPath(prefix: string, file: string): string {
  const folder = prefix.replace(/^\.?\/+|\/+$/g, "");
  return folder === "" || folder === "." ? file : `${folder}/${file}`;
}
