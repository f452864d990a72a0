import type { Manifest } from "../discover/packages.ts";
import type { Find } from "./candidates.ts";
import { join } from "./paths.ts";

export interface ManifestTargets {
  /** The source file a package exports under a path inside it. */
  exported(manifest: Manifest, subpath: string): string | null;
  /** What `#name` stands for: a file of the package, or another specifier; null when `imports` has no entry for it. */
  imported(
    manifest: Manifest,
    specifier: string,
  ): { readonly file: string | null } | { readonly specifier: string } | null;
}

/**
 * Reads `exports`, `imports` and `main`. They name built files, which are not in the repository: each is looked for as
 * written and then where its source stands (`dist/x.js` is `src/x.ts`).
 */
export function createManifestTargets(find: Find): ManifestTargets {
  function source(manifest: Manifest, target: string): string | null {
    const path = target.replace(/^\.\//, "");
    const built = /^(?:dist|build|lib|out|output)\/(?:(?:esm|cjs|es|module|commonjs|node|src)\/)?(.*)$/.exec(path);
    const places = built ? [`src/${built[1]}`, built[1] as string, path] : [path];
    for (const place of places) {
      // `x.d.ts` is what `x.ts` compiles to, as `x.js` is.
      const found = find(join(manifest.folder, place.replace(/\.d\.([cm]?)ts$/, ".$1js")));
      if (found !== null) return found;
    }
    return null;
  }

  function firstSource(manifest: Manifest, targets: readonly string[]): string | null {
    for (const target of targets) {
      const found = source(manifest, target);
      if (found !== null) return found;
    }
    return null;
  }

  return {
    exported(manifest, subpath) {
      const { json } = manifest;
      const found = firstSource(manifest, entriesOf(json["exports"], subpath === "" ? "." : `./${subpath}`));
      if (found !== null) return found;
      if (subpath !== "") return firstSource(manifest, [subpath, `src/${subpath}`]);
      const mains = ["source", "module", "main", "types"].flatMap((field) =>
        typeof json[field] === "string" ? [json[field] as string] : [],
      );
      return firstSource(manifest, [...mains, "src/index", "index", "src/main"]);
    },
    imported(manifest, specifier) {
      const targets = entriesOf(manifest.json["imports"], specifier);
      const [first] = targets;
      if (first === undefined) return null;
      const outside = targets.find((target) => !target.startsWith("."));
      const file = firstSource(
        manifest,
        targets.filter((target) => target.startsWith(".")),
      );
      return file === null && outside !== undefined ? { specifier: outside } : { file };
    },
  };
}

/** The targets of an entry of `exports` or `imports`, of every condition, in order; a `*` filled in. */
function entriesOf(table: unknown, key: string): readonly string[] {
  if (typeof table === "string" || Array.isArray(table)) return key === "." ? leaves(table) : [];
  if (typeof table !== "object" || table === null) return [];
  const entries = Object.entries(table);
  if (entries.every(([name]) => !name.startsWith(".") && !name.startsWith("#")))
    return key === "." ? leaves(table) : [];
  const exact = entries.find(([name]) => name === key);
  if (exact) return leaves(exact[1]);
  const patterns = entries.filter(([name]) => name.includes("*")).sort(([a], [b]) => b.indexOf("*") - a.indexOf("*"));
  for (const [name, value] of patterns) {
    const [prefix = "", suffix = ""] = name.split("*");
    if (!key.startsWith(prefix) || !key.endsWith(suffix) || key.length < prefix.length + suffix.length) continue;
    const star = key.slice(prefix.length, key.length - suffix.length);
    return leaves(value).map((target) => target.replaceAll("*", () => star));
  }
  return [];
}

function leaves(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(leaves);
}
