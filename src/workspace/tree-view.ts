import type { SourceText } from "./source-text.ts";
import type { Tree } from "./tree.ts";

/** A tree of which only some files are listed; what they refer to is read all the same. */
export class TreeView implements Tree {
  readonly files: readonly string[];
  readonly #tree: Tree;

  constructor(tree: Tree, files: Iterable<string>) {
    this.#tree = tree;
    this.files = [...new Set(files)].filter((file) => tree.has(file)).toSorted();
  }

  has(file: string): boolean {
    return this.#tree.has(file);
  }

  size(file: string): number {
    return this.#tree.size(file);
  }

  read(file: string): SourceText {
    return this.#tree.read(file);
  }

  head(file: string, bytes?: number): string {
    return this.#tree.head(file, bytes);
  }

  resolve(from: string, reference: string): ReturnType<Tree["resolve"]> {
    return this.#tree.resolve(from, reference);
  }
}
