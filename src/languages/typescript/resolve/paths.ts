/** The folder of a path: `""` for the root. */
export function directoryOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}

/** Joins and normalises; null when the result is outside the root. `""` is the root itself. */
export function join(directory: string, path: string): string | null {
  const segments = directory === "" ? [] : directory.split("/");
  for (const segment of path.split("/")) {
    if (segment === "" || segment === ".") continue;
    if (segment !== "..") segments.push(segment);
    else if (segments.pop() === undefined) return null;
  }
  return segments.join("/");
}
