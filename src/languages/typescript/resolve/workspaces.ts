import { yaml } from "../../../packages/js-yaml.ts";
import { picomatch } from "../../../packages/picomatch.ts";
import { UnreadableFile, type Tree } from "../../../workspace/tree.ts";
import type { Manifest, Packages } from "../discover/packages.ts";

/** A specifier that names a package of this repository: which one, and the path inside it (`""` for its entry). */
export interface Split {
  readonly manifest: Manifest;
  readonly subpath: string;
}

/** The packages of npm, yarn, bun and pnpm workspaces by name; every named package.json where no workspace is declared. */
export function createWorkspaces(tree: Tree, packages: Packages): { split(specifier: string): Split | null } {
  const patterns = [...packages.all.flatMap(declared), ...pnpm(tree)];
  const included = patterns.filter((pattern) => !pattern.startsWith("!"));
  const isMember =
    included.length === 0
      ? () => true
      : picomatch(included, {
          ignore: patterns.filter((pattern) => pattern.startsWith("!")).map((pattern) => pattern.slice(1)),
        });
  const byName = new Map<string, Manifest>();
  for (const manifest of packages.all) {
    if (manifest.name !== null && (manifest.folder === "" || isMember(manifest.folder)) && !byName.has(manifest.name))
      byName.set(manifest.name, manifest);
  }
  return {
    split(specifier) {
      const name = /^(?:@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier;
      const manifest = byName.get(name);
      return manifest ? { manifest, subpath: specifier.slice(name.length + 1) } : null;
    },
  };
}

function declared({ folder, json }: Manifest): readonly string[] {
  const written = json["workspaces"];
  const list: unknown = Array.isArray(written) ? written : (written as { packages?: unknown } | undefined)?.packages;
  return rooted(folder, list);
}

function pnpm(tree: Tree): readonly string[] {
  return tree.files
    .filter((file) => /(?:^|\/)pnpm-workspace\.ya?ml$/.test(file))
    .flatMap((file) => {
      try {
        const content = yaml().load(tree.read(file).text) as { packages?: unknown } | null | undefined;
        return rooted(file.slice(0, Math.max(0, file.lastIndexOf("/"))), content?.packages);
      } catch (error) {
        // Broken YAML declares nothing; the packages are then known by their names alone.
        if (error instanceof UnreadableFile || (error as Error).name === "YAMLException") return [];
        throw error;
      }
    });
}

function rooted(folder: string, list: unknown): readonly string[] {
  if (!Array.isArray(list)) return [];
  return list
    .filter((each): each is string => typeof each === "string")
    .map((pattern) => {
      const bare = pattern.replace(/^!?(?:\.\/)?/, "").replace(/\/$/, "");
      return (pattern.startsWith("!") ? "!" : "") + (folder === "" ? bare : `${folder}/${bare}`);
    });
}
