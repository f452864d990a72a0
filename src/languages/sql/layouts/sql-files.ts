import type { Tree } from "../../../workspace/tree.ts";

/** The SQL files of the tree by folder, less those a layout has taken; and questions on the files beside them. */
export class SqlFiles {
  readonly tree: Tree;
  readonly #folders = new Map<string, Set<string>>();
  readonly #homes = new Set<string>();

  constructor(tree: Tree, files: Iterable<string>) {
    this.tree = tree;
    for (const file of files) {
      const folder = folderOf(file);
      const names = this.#folders.get(folder);
      if (names) names.add(nameOf(file));
      else this.#folders.set(folder, new Set([nameOf(file)]));
    }
  }

  /** Folders with SQL files that are free, sorted, each with the names of those files, sorted. */
  folders(): [folder: string, names: string[]][] {
    return [...this.#folders]
      .filter(([, names]) => names.size > 0)
      .map(([folder, names]): [string, string[]] => [folder, [...names].sort()])
      .sort(([a], [b]) => (a < b ? -1 : 1));
  }

  isFree(file: string): boolean {
    return this.#folders.get(folderOf(file))?.has(nameOf(file)) ?? false;
  }

  take(file: string): void {
    this.#folders.get(folderOf(file))?.delete(nameOf(file));
    this.#homes.add(folderOf(file));
  }

  /** A folder a history stands in, as a whole or with some of its files: what is left there is no other history. */
  makeHome(folder: string): void {
    this.#homes.add(folder);
  }

  isHome(folder: string): boolean {
    return this.#homes.has(folder);
  }

  /** What is left, sorted. */
  left(): string[] {
    return this.folders().flatMap(([folder, names]) => names.map((name) => join(folder, name)));
  }

  /** The text of a small file beside the migrations; null when there is none or it cannot be read. */
  text(file: string): string | null {
    if (!this.tree.has(file)) return null;
    try {
      return this.tree.read(file).text;
    } catch {
      return null;
    }
  }

  head(file: string): string {
    try {
      return this.tree.head(file);
    } catch {
      return "";
    }
  }

  /** The nearest file of this name in the folder or one above it; null when there is none. */
  above(folder: string, name: string): string | null {
    for (let at = folder; ; at = folderOf(at)) {
      const file = join(at, name);
      if (this.tree.has(file)) return file;
      if (at === "") return null;
    }
  }
}

/** `""` for a file of the root. */
export function folderOf(file: string): string {
  const slash = file.lastIndexOf("/");
  return slash < 0 ? "" : file.slice(0, slash);
}

export function nameOf(file: string): string {
  return file.slice(file.lastIndexOf("/") + 1);
}

export function join(folder: string, name: string): string {
  return folder === "" ? name : `${folder}/${name}`;
}
