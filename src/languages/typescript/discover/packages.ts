import { UnreadableFile, type Tree } from "../../../workspace/tree.ts";

/** What a package.json says that we ask for. Broken or missing parts are empty. */
export interface Manifest {
  /** Its folder: `""` for the root. */
  readonly folder: string;
  readonly name: string | null;
  readonly dependencies: ReadonlySet<string>;
  readonly json: Readonly<Record<string, unknown>>;
}

export interface Packages {
  /** Sorted by folder. */
  readonly all: readonly Manifest[];
  /** The nearest package.json's folder above a file, and its dependencies; a manifest without any (`{ "type": "module" }`) is looked past. */
  nearest(file: string): { readonly package: string; readonly dependencies: ReadonlySet<string> };
}

const known = new WeakMap<Tree, Packages>();

/** The package.json files of a tree, read once. */
export function packagesOf(tree: Tree): Packages {
  let packages = known.get(tree);
  if (!packages) known.set(tree, (packages = readPackages(tree)));
  return packages;
}

function readPackages(tree: Tree): Packages {
  const all = tree.files
    .filter((file) => file === "package.json" || file.endsWith("/package.json"))
    .map((file) => readManifest(tree, file));
  const byFolder = new Map(all.map((manifest) => [manifest.folder, manifest]));
  const answers = new Map<string, ReturnType<Packages["nearest"]>>();

  function ofFolder(folder: string): ReturnType<Packages["nearest"]> {
    const answered = answers.get(folder);
    if (answered) return answered;
    const manifest = byFolder.get(folder);
    let answer: ReturnType<Packages["nearest"]>;
    if (manifest && (manifest.dependencies.size > 0 || manifest.name !== null))
      answer = { package: folder, dependencies: manifest.dependencies };
    else answer = folder === "" ? { package: "", dependencies: new Set() } : ofFolder(parentOf(folder));
    answers.set(folder, answer);
    return answer;
  }

  return { all, nearest: (file) => ofFolder(parentOf(file)) };
}

function readManifest(tree: Tree, file: string): Manifest {
  const json = readJson(tree, file);
  const dependencies = new Set<string>();
  for (const field of ["dependencies", "devDependencies", "peerDependencies", "optionalDependencies"]) {
    const table = json[field];
    if (typeof table === "object" && table !== null) for (const name of Object.keys(table)) dependencies.add(name);
  }
  return { folder: parentOf(file), name: typeof json["name"] === "string" ? json["name"] : null, dependencies, json };
}

function readJson(tree: Tree, file: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(tree.read(file).text);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : {};
  } catch (error) {
    if (error instanceof UnreadableFile || error instanceof SyntaxError) return {};
    throw error;
  }
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}
