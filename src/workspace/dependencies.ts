import type { Tree } from "./tree.ts";

/**
 * Answers which version of a package a file's code runs with, as its package.json asks for it (`^4.18.2`): that of the
 * nearest folder above the file whose manifest names the package; null where none does. What a manifest that cannot be
 * read would say is not known.
 */
export function dependencyLookup(tree: Tree): (file: string, name: string) => string | null {
  const manifests = new Map<string, ReadonlyMap<string, string>>();

  function rangesOf(folder: string): ReadonlyMap<string, string> {
    let known = manifests.get(folder);
    if (!known)
      manifests.set(folder, (known = readRanges(tree, folder === "" ? "package.json" : `${folder}/package.json`)));
    return known;
  }

  return (file, name) => {
    for (let at = file; at !== "";) {
      at = at.slice(0, Math.max(0, at.lastIndexOf("/")));
      const range = rangesOf(at).get(name);
      if (range !== undefined) return range;
    }
    return null;
  };
}

function readRanges(tree: Tree, file: string): ReadonlyMap<string, string> {
  const ranges = new Map<string, string>();
  if (!tree.has(file)) return ranges;
  let json: unknown;
  try {
    json = JSON.parse(tree.read(file).text);
  } catch {
    // Broken or unreadable: whose manifest it is will say so.
    return ranges;
  }
  for (const field of ["peerDependencies", "devDependencies", "optionalDependencies", "dependencies"]) {
    const table = (json as Readonly<Record<string, unknown>> | null)?.[field];
    if (typeof table !== "object" || table === null) continue;
    for (const [name, range] of Object.entries(table)) if (typeof range === "string") ranges.set(name, range);
  }
  return ranges;
}
