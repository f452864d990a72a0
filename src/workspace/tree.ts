import type { SourceText } from "./source-text.ts";

/**
 * The files of one project, and the only way to read them: paths are relative to the project root, with `/`. Nothing
 * outside the root is ever read, by whatever path or symbolic link.
 */
export interface Tree {
  /** Every listed file, sorted by code unit. */
  readonly files: readonly string[];
  has(file: string): boolean;
  /** In bytes; 0 when unknown. */
  size(file: string): number;
  /** The decoded text. Throws {@link UnreadableFile} for what cannot be read; binary files too. */
  read(file: string): SourceText;
  /** The first bytes of a file, decoded: for recognising what it is without reading 20 MB. Throws {@link UnreadableFile}. */
  head(file: string, bytes?: number): string;
  /**
   * A file named by another one (`$ref`, `extends`), listed or not, confined to the root by its real path. The
   * answer says why when there is none.
   */
  resolve(from: string, reference: string): { readonly file: string } | { readonly refused: "outside" | "missing" };
}

/** A listed file that cannot be read: permissions, gone since it was listed, binary, a dangling or looping link. */
export class UnreadableFile extends Error {
  override readonly name = "UnreadableFile";
  readonly file: string;
  readonly reason: string;
  constructor(file: string, reason: string) {
    super(`cannot read ${file}: ${reason}`);
    this.file = file;
    this.reason = reason;
  }
}
