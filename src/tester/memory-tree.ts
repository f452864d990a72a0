import { SourceText } from "../workspace/source-text.ts";
import { referencedPath } from "../workspace/reference.ts";
import { UnreadableFile, type Tree } from "../workspace/tree.ts";

/** A project that exists only here: texts by their paths, relative to the root, with `/`. */
export class MemoryTree implements Tree {
  readonly files: readonly string[];
  readonly #texts: ReadonlyMap<string, string>;

  constructor(files: Readonly<Record<string, string>>) {
    this.#texts = new Map(Object.entries(files));
    this.files = [...this.#texts.keys()].sort();
  }

  has(file: string): boolean {
    return this.#texts.has(file);
  }

  size(file: string): number {
    return Buffer.byteLength(this.#texts.get(file) ?? "");
  }

  read(file: string): SourceText {
    const text = this.#texts.get(file);
    if (text === undefined) throw new UnreadableFile(file, "it does not exist");
    return new SourceText(file, text.replace(/^\ufeff/, ""));
  }

  head(file: string, bytes = 4096): string {
    return this.read(file).text.slice(0, bytes);
  }

  resolve(from: string, reference: string): ReturnType<Tree["resolve"]> {
    const target = referencedPath(from, reference);
    if ("refused" in target) return target;
    return this.has(target.path) ? { file: target.path } : { refused: "missing" };
  }
}
