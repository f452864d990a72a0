import { posix } from "node:path";
import type { Service } from "../model/project.ts";
import { picomatch } from "../packages/picomatch.ts";
import { lernaPackages, nestProjects, npmWorkspaces, packageName, pnpmPackages } from "./manifests.ts";
import type { Tree } from "./tree.ts";

/** Folders whose packages are examples, inputs of tests or scripts of the repository itself, and never deployed. */
const neverDeployed = /(?:^|\/)(?:\.[^/]+|__fixtures__|__tests__|fixtures?|tests?|testdata|examples?|templates?)\//;

/**
 * The parts of the repository that are built and deployed by themselves: the root, and the packages that its workspace
 * names (npm, yarn and pnpm workspaces, Lerna, Nx, Nest). Where no workspace is declared, every folder with a
 * package.json of its own. Sorted by folder; the root comes first.
 */
export function findServices(tree: Tree): Service[] {
  const declared = declaredFolders(tree);
  const folders = declared ?? foldersWith(tree, "package.json").filter((folder) => !neverDeployed.test(`${folder}/`));
  const roots = new Set(["", ...folders]);
  return [...roots]
    .toSorted()
    .map((root) => ({ root, name: packageName(tree, root) ?? (root === "" ? "root" : posix.basename(root)) }));
}

/** Answers which service a file belongs to: the innermost one. */
export function serviceLookup(services: readonly Service[]): (file: string) => Service {
  const byRoot = new Map(services.map((service) => [service.root, service]));
  return (file) => {
    for (let folder = posix.dirname(file); folder !== "."; folder = posix.dirname(folder)) {
      const service = byRoot.get(folder);
      if (service) return service;
    }
    return byRoot.get("") ?? { root: "", name: "root" };
  };
}

/** The package folders that workspace files at the root name; null when none declares a workspace. */
function declaredFolders(tree: Tree): string[] | null {
  const packages = foldersWith(tree, "package.json");
  const globs = [npmWorkspaces(tree), pnpmPackages(tree), lernaPackages(tree)].filter((list) => list !== null);
  const nest = nestProjects(tree);
  const nx = tree.has("nx.json") ? foldersWith(tree, "project.json") : null;
  if (globs.length === 0 && nest === null && nx === null) return null;
  return [...globs.flatMap((list) => matching(packages, list)), ...(nest ?? []), ...(nx ?? [])];
}

/** Workspace globs name the package folders themselves, not what is in them; `!` takes away again. */
function matching(folders: readonly string[], globs: readonly string[]): string[] {
  const rules = globs.map((glob) => ({
    takes: !glob.startsWith("!"),
    matches: picomatch(glob.replace(/^!?(?:\.?\/)?|\/+$/g, "")),
  }));
  const any = (takes: boolean, folder: string) => rules.some((rule) => rule.takes === takes && rule.matches(folder));
  return folders.filter((folder) => any(true, folder) && !any(false, folder));
}

/** Every folder but the root that holds a file of this name. */
function foldersWith(tree: Tree, name: string): string[] {
  return tree.files.filter((file) => file.endsWith(`/${name}`)).map((file) => posix.dirname(file));
}
