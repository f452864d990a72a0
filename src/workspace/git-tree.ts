import { posix } from "node:path";
import { decode } from "./decode.ts";
import { compileGlobs } from "./globs.ts";
import { listEntries, readBlobs, type GitEntry } from "./git-objects.ts";
import { isGitInternal, referencedPath, type Refusal } from "./reference.ts";
import { SourceText } from "./source-text.ts";
import { UnreadableFile, type Tree } from "./tree.ts";

/** Starting git costs more than reading a file: what stands beside a file that is asked for is read with it. */
const readTogether = 256;
/** Where the whole project is read, files of a kind are read from everywhere, and few processes are started. */
const readTogetherOfWhole = 4096;
const mostLinks = 40;

/**
 * The files of a commit as they were, below the folder `root` of the work tree; or those of the index, for null. Nothing
 * is checked out and no filter is run. What is kept elsewhere (git LFS) is unreadable, and says so. Throws an Error when
 * git cannot list them.
 */
export function openGitTree(root: string, commit: string | null, options: GitTreeOptions = {}): GitTree {
  return new GitTree(root, options.entries ?? listEntries(root, commit), options);
}

export interface GitTreeOptions {
  /** What the commit or the index holds, where it was listed before. */
  readonly entries?: ReadonlyMap<string, GitEntry>;
  /** Globs of files to leave out; what refers to them reads them all the same. */
  readonly ignore?: readonly string[];
  /** Most of the files will be asked for. */
  readonly whole?: boolean;
}

export class GitTree implements Tree {
  readonly files: readonly string[];
  readonly #root: string;
  readonly #entries: ReadonlyMap<string, GitEntry>;
  readonly #listed: ReadonlySet<string>;
  readonly #whole: boolean;
  readonly #blobs = new Map<string, Buffer | null>();
  readonly #texts = new Map<string, SourceText>();

  constructor(root: string, entries: ReadonlyMap<string, GitEntry>, { ignore = [], whole = false }: GitTreeOptions) {
    this.#root = root;
    this.#entries = entries;
    this.#whole = whole;
    const ignored = compileGlobs(ignore);
    this.files = [...entries]
      .flatMap(([path, { link }]) => (link || /(?:^|\/)node_modules\//.test(path) || ignored(path) ? [] : [path]))
      .toSorted();
    this.#listed = new Set(this.files);
  }

  has(file: string): boolean {
    return this.#listed.has(file);
  }

  /** Asking git for sizes reads every object, so they are unknown. */
  size(): number {
    return 0;
  }

  /** The id of a file's blob: equal contents have equal ids. */
  blobOf(file: string): string | null {
    const found = this.#target(file);
    return "file" in found ? (this.#entries.get(found.file)?.id ?? null) : null;
  }

  /** Reads these files at once, for what will be asked for anyway. Those there are not are left. */
  prefetch(files: Iterable<string>): void {
    const ids = new Set<string>();
    for (const file of files) {
      const id = this.blobOf(file);
      if (id !== null && !this.#blobs.has(id)) ids.add(id);
    }
    if (ids.size === 0) return;
    const blobs = readBlobs(this.#root, [...ids]);
    for (const id of ids) this.#blobs.set(id, blobs.get(id) ?? null);
  }

  read(file: string): SourceText {
    const known = this.#texts.get(file);
    if (known) return known;
    const decoded = decode(this.#bytes(file));
    if (decoded === null) throw new UnreadableFile(file, "it is binary");
    if (decoded.text.startsWith("version https://git-lfs.github.com/spec/"))
      throw new UnreadableFile(file, "it is kept in git LFS, and git itself has only a pointer to it");
    const source = new SourceText(file, decoded.text, decoded.encoding);
    this.#texts.set(file, source);
    return source;
  }

  head(file: string, bytes = 4096): string {
    const whole = this.#bytes(file);
    const decoded = decode(whole.subarray(0, bytes), whole.length > bytes);
    if (decoded === null) throw new UnreadableFile(file, "it is binary");
    return decoded.text;
  }

  resolve(from: string, reference: string): { readonly file: string } | { readonly refused: Refusal } {
    const named = referencedPath(from, reference);
    return "refused" in named ? named : this.#target(named.path);
  }

  #bytes(file: string): Buffer {
    const found = this.#target(file);
    if ("refused" in found)
      throw new UnreadableFile(
        file,
        found.refused === "outside" ? "it is a link out of the project" : "it does not exist",
      );
    const id = this.#entries.get(found.file)?.id ?? "";
    if (!this.#blobs.has(id)) this.prefetch(this.#beside(found.file));
    const bytes = this.#blobs.get(id);
    if (!bytes) throw new UnreadableFile(file, "git does not have its contents (a partial clone?)");
    return bytes;
  }

  /** A file, and those with the same extension of its folder, or of all folders. */
  #beside(file: string): readonly string[] {
    const folder = posix.dirname(file);
    const extension = posix.extname(file);
    const alike = this.files.filter((other) => posix.extname(other) === extension);
    if (!this.#whole) {
      return [file, ...alike.filter((other) => posix.dirname(other) === folder).slice(0, readTogether)];
    }
    const waiting = alike.filter((other) => !this.#blobs.has(this.#entries.get(other)?.id ?? ""));
    return [file, ...waiting.slice(0, readTogetherOfWhole)];
  }

  /** The file a path leads to over symbolic links, those of folders too. */
  #target(path: string): { readonly file: string } | { readonly refused: Refusal } {
    let at = posix.normalize(path);
    for (let links = 0; links <= mostLinks; links++) {
      if (this.#entries.get(at)?.link === false) return { file: at };
      const link = this.#linkIn(at);
      if (link === null) return { refused: "missing" };
      const target = this.#linkTarget(link);
      if (target === null) return { refused: "missing" };
      if (target.startsWith("/")) return { refused: "outside" };
      at = posix.join(posix.dirname(link), target, at.slice(link.length));
      if (at === ".." || at.startsWith("../") || isGitInternal(at)) return { refused: "outside" };
    }
    return { refused: "missing" };
  }

  /** The first part of a path that is a link. */
  #linkIn(path: string): string | null {
    for (let end = path.indexOf("/"); end >= 0; end = path.indexOf("/", end + 1))
      if (this.#entries.get(path.slice(0, end))?.link) return path.slice(0, end);
    return this.#entries.get(path)?.link ? path : null;
  }

  #linkTarget(link: string): string | null {
    const id = this.#entries.get(link)?.id ?? "";
    if (!this.#blobs.has(id)) this.#blobs.set(id, readBlobs(this.#root, [id]).get(id) ?? null);
    return this.#blobs.get(id)?.toString("utf8") ?? null;
  }
}
