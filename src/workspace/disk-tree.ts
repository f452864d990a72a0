import { closeSync, openSync, readFileSync, readSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { confine, reasonOf } from "./confine.ts";
import { decode } from "./decode.ts";
import { takeListing, type ListedFiles, type Listing } from "./listing.ts";
import { referencedPath } from "./reference.ts";
import { SourceText } from "./source-text.ts";
import { UnreadableFile, type Tree } from "./tree.ts";

export interface DiskTree extends Tree {
  /** The real path of the root. For the file system alone: it never appears in output. */
  readonly root: string;
  readonly listing: Listing;
}

export interface TreeOptions {
  /** Globs of files to leave out, beside what git ignores. */
  readonly ignore?: readonly string[];
}

/** 256 MiB: far above any artefact, below what a JavaScript string can hold. */
const largestFile = 2 ** 28;
/** How much text is kept, in code units: rules, frames and languages read the same file several times. */
const cachedText = 2 ** 26;

/** The files of the project in the folder `root`. Throws what the file system says when `root` is no folder. */
export function openTree(root: string, options: TreeOptions = {}): DiskTree {
  const real = realpathSync.native(root);
  return new FolderTree(real, takeListing(real, options.ignore ?? []));
}

/**
 * One file, named by its path from the folder `root`, and what it refers to in that folder: nothing else is listed. Null
 * when there is no such file.
 */
export function openFileTree(root: string, file: string): Tree | null {
  let real: string;
  try {
    real = realpathSync.native(root);
  } catch {
    return null;
  }
  const target = confine(real, file);
  if ("refused" in target) return null;
  const listing = { source: "walk", withoutGit: null, refused: [], nested: [], ignored: 0, unusedIgnores: [] } as const;
  return new FolderTree(real, { sizes: new Map([[target.file, target.size]]), listing });
}

class FolderTree implements DiskTree {
  readonly root: string;
  readonly files: readonly string[];
  readonly listing: Listing;
  readonly #sizes: ReadonlyMap<string, number>;
  readonly #texts = new Map<string, SourceText>();
  #cached = 0;

  constructor(root: string, { sizes, listing }: ListedFiles) {
    this.root = root;
    this.#sizes = sizes;
    this.files = [...sizes.keys()];
    this.listing = listing;
  }

  has(file: string): boolean {
    return this.#sizes.has(file);
  }

  size(file: string): number {
    return this.#sizes.get(file) ?? 0;
  }

  read(file: string): SourceText {
    const known = this.#texts.get(file);
    if (known) {
      // Least recently used first: a map keeps the order of insertion.
      this.#texts.delete(file);
      this.#texts.set(file, known);
      return known;
    }
    const decoded = decode(this.#bytes(file));
    if (decoded === null) throw new UnreadableFile(file, "it is binary");
    const source = new SourceText(file, decoded.text, decoded.encoding);
    this.#keep(source);
    return source;
  }

  head(file: string, bytes = 4096): string {
    const buffer = Buffer.allocUnsafe(bytes);
    let length = 0;
    try {
      const descriptor = openSync(this.#target(file), "r");
      try {
        length = readSync(descriptor, buffer, 0, bytes, 0);
      } finally {
        closeSync(descriptor);
      }
    } catch (error) {
      throw unreadable(file, error);
    }
    const decoded = decode(buffer.subarray(0, length), length === bytes);
    if (decoded === null) throw new UnreadableFile(file, "it is binary");
    return decoded.text;
  }

  resolve(from: string, reference: string): { readonly file: string } | { readonly refused: "outside" | "missing" } {
    const named = referencedPath(from, reference);
    if ("refused" in named) return named;
    const target = confine(this.root, named.path);
    return "file" in target ? { file: target.file } : { refused: target.refused };
  }

  #bytes(file: string): Buffer {
    const path = this.#target(file);
    try {
      return readFileSync(path);
    } catch (error) {
      throw unreadable(file, error);
    }
  }

  /** The absolute path to open. Asked anew each time: a link may have changed since the files were listed. */
  #target(file: string): string {
    const target = confine(this.root, file);
    if ("refused" in target) throw new UnreadableFile(file, target.reason);
    if (target.size > largestFile) throw new UnreadableFile(file, `it is larger than ${largestFile / 2 ** 20} MiB`);
    return join(this.root, target.file);
  }

  #keep(source: SourceText): void {
    if (source.text.length > cachedText) return;
    this.#texts.set(source.file, source);
    this.#cached += source.text.length;
    for (const [file, oldest] of this.#texts) {
      if (this.#cached <= cachedText) return;
      this.#texts.delete(file);
      this.#cached -= oldest.text.length;
    }
  }
}

function unreadable(file: string, error: unknown): UnreadableFile {
  return error instanceof UnreadableFile ? error : new UnreadableFile(file, reasonOf(error));
}
