import { findDirectives, type Directive } from "./directives.ts";
import type { SourceText } from "../workspace/source-text.ts";
import type { Tree } from "../workspace/tree.ts";

/** A tree that keeps the ignore comments of every file that was read, so that no file is read a second time for them. */
export class RecordingTree implements Tree {
  readonly #tree: Tree;
  readonly #directives = new Map<string, readonly Directive[]>();

  constructor(tree: Tree) {
    this.#tree = tree;
  }

  get files(): readonly string[] {
    return this.#tree.files;
  }

  /** In the order of their files. */
  get directives(): readonly Directive[] {
    return [...this.#directives.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, directives]) => directives);
  }

  has(file: string): boolean {
    return this.#tree.has(file);
  }

  size(file: string): number {
    return this.#tree.size(file);
  }

  read(file: string): SourceText {
    const source = this.#tree.read(file);
    if (!this.#directives.has(file)) this.#directives.set(file, findDirectives(source));
    return source;
  }

  head(file: string, bytes?: number): string {
    return this.#tree.head(file, bytes);
  }

  resolve(from: string, reference: string): ReturnType<Tree["resolve"]> {
    return this.#tree.resolve(from, reference);
  }
}
