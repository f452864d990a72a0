import { UnreadableFile, type Tree } from "../../../workspace/tree.ts";

/** What a package.json says that we ask for. Broken or missing parts are empty. */
export interface Manifest {
  /** Its folder: `""` for the root. */
  readonly folder: string;
  readonly name: string | null;
  readonly dependencies: ReadonlySet<string>;
  readonly json: Readonly<Record<string, unknown>>;
}

export interface PackageOfFile {
  /** The folder of its package.json: `""` for the root. */
  readonly package: string;
  readonly dependencies: ReadonlySet<string>;
  /** It installs a command. */
  readonly bin: boolean;
  /** Files that its scripts run, beside those that start it: by path, the script's name. */
  readonly scripts: ReadonlyMap<string, string>;
}

export interface Packages {
  /** Sorted by folder. */
  readonly all: readonly Manifest[];
  /** The nearest package.json above a file; a manifest without name or dependencies (`{ "type": "module" }`) is looked past. */
  nearest(file: string): PackageOfFile;
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
  const answers = new Map<string, PackageOfFile>();

  function ofFolder(folder: string): PackageOfFile {
    const answered = answers.get(folder);
    if (answered) return answered;
    const manifest = byFolder.get(folder);
    let answer: PackageOfFile;
    if (manifest && (manifest.dependencies.size > 0 || manifest.name !== null))
      answer = {
        package: folder,
        dependencies: manifest.dependencies,
        bin: manifest.json["bin"] !== undefined,
        scripts: scriptFiles(manifest),
      };
    else answer = folder === "" ? none : ofFolder(parentOf(folder));
    answers.set(folder, answer);
    return answer;
  }

  return { all, nearest: (file) => ofFolder(parentOf(file)) };
}

const none: PackageOfFile = { package: "", dependencies: new Set(), bin: false, scripts: new Map() };

/** What people run by hand, or a build does; what starts a server is called `start`, `dev` or `worker`. */
const ofHand =
  /(?:^|[:_-])(?:seed|reseed|codegen|generate|gen|scan|check|lint|setup|import|export|backfill|release|prepare|postinstall|preinstall|clean|scripts?|script|bench(?:mark)?|evals?|sync|docs)(?:$|[:_-])/;
const runsFile =
  /(?:^|\s)(?:\S*\/)?(?:tsx|ts-node(?:-dev)?|node|bun(?: run)?|jiti|esno|babel-node)\s(?:[^&|;]*?\s)?(?:\.\/)?([\w@./-]+\.[cm]?[jt]s)\b/;

function scriptFiles({ folder, json }: Manifest): ReadonlyMap<string, string> {
  const scripts = json["scripts"];
  const files = new Map<string, string>();
  if (typeof scripts !== "object" || scripts === null) return files;
  for (const [name, command] of Object.entries(scripts)) {
    if (!ofHand.test(name) || typeof command !== "string") continue;
    const file = runsFile.exec(command)?.[1];
    if (file !== undefined) files.set(folder === "" ? file : `${folder}/${file}`, name);
  }
  return files;
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
